"""Transformations of columns."""

import re

from pyspark.sql._expressions import attribute, call, times_of_windows
from pyspark.sql.column import Column, _to_expression
from pyspark.sql.utils import IllegalArgumentException


def quoted(name):
    """A name as an attribute that is this name and no path."""
    plain = "." not in name and "`" not in name and name != "*"
    return name if plain else "`%s`" % name.replace("`", "``")


class ColumnsByPattern(Column):
    """What colRegex finds; select takes them all."""

    def __init__(self, columns):
        super().__init__(columns[0]._expression if len(columns) == 1 else {"expr": "star"})
        self.columns = columns


def flat(cols):
    return list(cols[0]) if len(cols) == 1 and isinstance(cols[0], (list, tuple)) else list(cols)


def _expanded(cols):
    for col in flat(cols):
        if isinstance(col, ColumnsByPattern):
            yield from col.columns
        else:
            yield col


class FrameColumns:
    def select(self, *cols):
        expressions = [_to_expression(col) for col in _expanded(cols)]
        plan = self._with_times(expressions)._plan
        return self._with({"rel": "project", "input": plan, "expressions": expressions})

    def _with_times(self, expressions):
        """The frame without the rows that are in no window of time."""
        frame = self
        for time in times_of_windows(expressions):
            frame = frame.filter(Column(call("isnotnull", time)))
        return frame

    def selectExpr(self, *expr):
        expressions = [{"expr": "sql", "text": text} for text in flat(expr)]
        return self._with({"rel": "project", "input": self._plan, "expressions": expressions})

    def withColumn(self, colName, col):
        if not isinstance(col, Column):
            raise TypeError("col should be Column")
        return self.withColumns({colName: col})

    def withColumns(self, colsMap):
        if not isinstance(colsMap, dict):
            raise TypeError("colsMap must be dict of column name and column.")
        columns = [{"name": name, "expression": col._expression} for name, col in colsMap.items()]
        plan = self._with_times(columns)._plan
        return self._with({"rel": "withColumns", "input": plan, "columns": columns})

    def withColumnRenamed(self, existing, new):
        return self.withColumnsRenamed({existing: new})

    def withColumnsRenamed(self, colsMap):
        names = [{"from": name, "to": new} for name, new in colsMap.items()]
        return self._with({"rel": "withColumnsRenamed", "input": self._plan, "names": names})

    def drop(self, *cols):
        if len(cols) != 1 and not all(isinstance(col, str) for col in cols):
            raise TypeError("each col in the param list should be a string")
        if len(cols) == 1 and not isinstance(cols[0], (str, Column)):
            raise TypeError("col should be a string or a Column")
        columns = [attribute(quoted(col)) if isinstance(col, str) else col._expression for col in cols]
        return self._with({"rel": "drop", "input": self._plan, "columns": columns})

    def toDF(self, *cols):
        if len(cols) != len(self._schema.names):
            raise IllegalArgumentException(
                "requirement failed: The number of columns doesn't match.\n"
                "Old column names (%d): %s\nNew column names (%d): %s"
                % (len(self.columns), ", ".join(self.columns), len(cols), ", ".join(cols))
            )
        return self._with({"rel": "toDF", "input": self._plan, "names": list(cols)})

    def alias(self, alias):
        assert isinstance(alias, str), "alias should be a string"
        return self._with_same_columns({"rel": "subqueryAlias", "input": self._plan, "name": alias})

    def colRegex(self, colName):
        """The columns whose names match the pattern between backticks."""
        if not isinstance(colName, str):
            raise TypeError("colName should be provided as string")
        pattern = re.fullmatch(r"`(.+)`", colName)
        if pattern is None:
            return self._resolve(colName)
        found = [n for n in self._schema.names if re.fullmatch(pattern.group(1), n, re.IGNORECASE)]
        return ColumnsByPattern([self._resolve(quoted(name)) for name in found])

    def unpivot(self, ids, values, variableColumnName, valueColumnName):
        ids = self._unpivoted(ids)
        names = {node.get("name") for node in ids}
        if values is None:
            values = [name for name in self._schema.names if quoted(name) not in names]
        return self._with({
            "rel": "unpivot", "input": self._plan, "ids": ids, "values": self._unpivoted(values),
            "variable": variableColumnName, "value": valueColumnName,
        })

    melt = unpivot

    def _unpivoted(self, cols):
        given = list(cols) if isinstance(cols, (list, tuple)) else [cols]
        return [_to_expression(col) for col in given]

    def transform(self, func, *args, **kwargs):
        from pyspark.sql.dataframe import DataFrame

        result = func(self, *args, **kwargs)
        assert isinstance(result, DataFrame), (
            "Func returned an instance of type [%s], should have been DataFrame." % type(result)
        )
        return result
