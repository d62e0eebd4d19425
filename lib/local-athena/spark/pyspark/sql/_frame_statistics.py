"""Nulls, replacements, samples and statistics: df.na and df.stat."""

import random

from pyspark._unsupported import refuse
from pyspark.sql._expressions import literal
from pyspark.sql._wire import encode

_NO_VALUE = object()


def _names(subset):
    if isinstance(subset, str):
        return [subset]
    if not isinstance(subset, (list, tuple)):
        raise TypeError("subset should be a list or tuple of column names")
    return list(subset)


def _number_as_double(value):
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return literal(float(value) if is_number else value)


def _all_of(*classes):
    return lambda values: all(isinstance(value, classes) for value in values)


_KINDS = (_all_of(bool), _all_of(str), _all_of(float, int))


def _pairs_to_replace(to_replace, value):
    if not isinstance(to_replace, (bool, float, int, str, list, tuple, dict)):
        raise TypeError(
            "to_replace should be a bool, float, int, string, list, tuple, or dict. Got {0}".format(
                type(to_replace)
            )
        )
    if value is _NO_VALUE and not isinstance(to_replace, dict):
        raise TypeError("value argument is required when to_replace is not a dictionary.")
    if isinstance(to_replace, dict):
        pairs = list(to_replace.items())
    else:
        keys = list(to_replace) if isinstance(to_replace, (list, tuple)) else [to_replace]
        values = list(value) if isinstance(value, (list, tuple)) else [value] * len(keys)
        if len(keys) != len(values):
            raise ValueError(
                "to_replace and value lists should be of the same length. Got {0} and {1}".format(
                    len(keys), len(values)
                )
            )
        pairs = list(zip(keys, values))
    values = [new for _, new in pairs if new is not None]
    if not any(kind([old for old, _ in pairs]) and kind(values) for kind in _KINDS):
        raise ValueError("Mixed type replacements are not supported")
    return pairs


class FrameStatistics:
    def fillna(self, value, subset=None):
        if not isinstance(value, (float, int, str, bool, dict)):
            raise TypeError("value should be a float, int, string, bool or dict")
        node = {"rel": "fillna", "input": self._plan}
        if isinstance(value, dict):
            values = [_number_as_double(item) for item in value.values()]
            return self._with({**node, "columns": list(value), "values": values})
        if subset is not None:
            node["columns"] = _names(subset)
        return self._with({**node, "values": [_number_as_double(value)]})

    def dropna(self, how="any", thresh=None, subset=None):
        if how is not None and how not in ("any", "all"):
            raise ValueError("how ('" + how + "') should be 'any' or 'all'")
        node = {"rel": "dropna", "input": self._plan}
        if subset is not None:
            node["columns"] = _names(subset)
        if thresh is not None:
            node["minNonNulls"] = thresh
        elif how == "all":
            node["minNonNulls"] = 1
        return self._with(node)

    def replace(self, to_replace, value=_NO_VALUE, subset=None):
        pairs = [
            {"from": _number_as_double(old), "to": _number_as_double(new)}
            for old, new in _pairs_to_replace(to_replace, value)
        ]
        node = {"rel": "replace", "input": self._plan, "replacements": pairs}
        if subset is not None:
            node["columns"] = _names(subset)
        return self._with(node)

    def describe(self, *cols):
        names = list(cols[0]) if len(cols) == 1 and isinstance(cols[0], list) else list(cols)
        return self._with({"rel": "describe", "input": self._plan, "columns": names})

    def summary(self, *statistics):
        names = list(statistics[0]) if len(statistics) == 1 and isinstance(statistics[0], list) else statistics
        return self._with({"rel": "summary", "input": self._plan, "statistics": list(names)})

    def randomSplit(self, weights, seed=None):
        """Deals the rows out in Python, so that no row is in two parts."""
        for weight in weights:
            if weight < 0.0:
                raise ValueError("Weights must be positive. Found weight value: %s" % weight)
        bounds, total = [], 0.0
        for weight in weights:
            total += weight / sum(weights)
            bounds.append(total)
        draw = random.Random(seed)
        parts = [[] for _ in weights]
        for row in self.collect():
            at = draw.random()
            index = next((i for i, bound in enumerate(bounds) if at < bound), len(parts) - 1)
            parts[index].append(encode(row, self._schema))
        schema = self._schema.jsonValue()
        return [self._with_same_columns({"rel": "local", "schema": schema, "rows": rows}) for rows in parts]

    def _aggregated(self, column):
        return self.agg(column).collect()[0][0]

    def corr(self, col1, col2, method=None):
        from pyspark.sql import functions as F

        if method not in (None, "pearson"):
            raise ValueError(
                "Currently only the calculation of the Pearson Correlation coefficient is supported."
            )
        return self._aggregated(F.corr(col1, col2))

    def cov(self, col1, col2):
        from pyspark.sql import functions as F

        return self._aggregated(F.covar_samp(col1, col2))

    def approxQuantile(self, col, probabilities, relativeError):
        from pyspark.sql import functions as F

        if not isinstance(col, (str, list, tuple)):
            raise TypeError("col should be a string, list or tuple, but got %r" % type(col))
        for probability in probabilities:
            if not isinstance(probability, (float, int)) or not 0 <= probability <= 1:
                raise ValueError("probabilities should be numerical (float, int) in [0,1].")
        if relativeError < 0:
            raise ValueError("relativeError should be numerical (float, int) >= 0.")
        accuracy = 2147483647 if relativeError == 0 else max(1, int(1 / relativeError))
        found = [
            self._aggregated(F.percentile_approx(F.col(name).cast("double"), list(probabilities), accuracy)) or []
            for name in ([col] if isinstance(col, str) else col)
        ]
        return found[0] if isinstance(col, str) else found

    def crosstab(self, col1, col2):
        from pyspark.sql import functions as F

        pair = "%s_%s" % (col1, col2)
        keys = [F.coalesce(F.col(name).cast("string"), F.lit("null")) for name in (col1, col2)]
        grouped = self.select(keys[0].alias(pair), keys[1].alias("_value")).groupBy(pair)
        counted = grouped.pivot("_value").count()
        return counted.fillna(0) if len(counted.columns) > 1 else counted


for _name in ("sampleBy",):
    setattr(FrameStatistics, _name, refuse("DataFrame", _name))


class DataFrameNaFunctions:
    """df.na: what to do with nulls."""

    def __init__(self, df):
        self.df = df

    def drop(self, how="any", thresh=None, subset=None):
        return self.df.dropna(how, thresh, subset)

    def fill(self, value, subset=None):
        return self.df.fillna(value, subset)

    def replace(self, to_replace, value=_NO_VALUE, subset=None):
        return self.df.replace(to_replace, value, subset)


class DataFrameStatFunctions:
    """df.stat: statistics of columns."""

    def __init__(self, df):
        self.df = df

    def approxQuantile(self, col, probabilities, relativeError):
        return self.df.approxQuantile(col, probabilities, relativeError)

    def corr(self, col1, col2, method=None):
        return self.df.corr(col1, col2, method)

    def cov(self, col1, col2):
        return self.df.cov(col1, col2)

    def crosstab(self, col1, col2):
        return self.df.crosstab(col1, col2)

    def freqItems(self, cols, support=None):
        return self.df.freqItems(cols, support)

    def sampleBy(self, col, fractions, seed=None):
        return self.df.sampleBy(col, fractions, seed)
