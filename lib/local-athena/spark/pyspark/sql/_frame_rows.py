"""Transformations of rows: filters, joins, sets, order, groups."""

from functools import reduce

from pyspark.sql._expressions import sort_order
from pyspark.sql._frame_columns import flat
from pyspark.sql.column import Column, _to_expression
from pyspark.sql.group import GroupedData
from pyspark.sql.utils import IllegalArgumentException

_JOIN_TYPES = {
    "inner": "inner", "outer": "full", "full": "full", "fullouter": "full", "leftouter": "left",
    "left": "left", "rightouter": "right", "right": "right", "leftsemi": "leftsemi", "semi": "leftsemi",
    "leftanti": "leftanti", "anti": "leftanti", "cross": "cross",
}
_JOIN_NAMES = (
    "inner", "outer", "full", "fullouter", "full_outer", "leftouter", "left", "left_outer", "rightouter",
    "right", "right_outer", "leftsemi", "left_semi", "semi", "leftanti", "left_anti", "anti", "cross",
)


def _join_type(how):
    assert isinstance(how, str), "how should be a string"
    kind = _JOIN_TYPES.get(how.lower().replace("_", ""))
    if kind is None:
        raise IllegalArgumentException(
            "Unsupported join type '%s'. Supported join types include: %s."
            % (how, ", ".join("'%s'" % name for name in _JOIN_NAMES))
        )
    return kind


def _sort_orders(cols, ascending):
    if not cols:
        raise ValueError("should sort by at least one column")
    nodes = [_to_expression(col) for col in flat(cols)]
    if isinstance(ascending, (bool, int)):
        ascending = [bool(ascending)] * len(nodes)
    elif not isinstance(ascending, list):
        raise TypeError("ascending can only be boolean or list, but got %s" % type(ascending))
    orders = []
    for node, up in zip(nodes, ascending):
        sorted_already = node["expr"] == "sortOrder"
        if not up:
            orders.append(sort_order(node["child"] if sorted_already else node, False))
        else:
            orders.append(node if sorted_already else sort_order(node, True))
    return orders


class FrameRows:
    def filter(self, condition):
        if isinstance(condition, str):
            node = {"expr": "sql", "text": condition}
        elif isinstance(condition, Column):
            node = condition._expression
        else:
            raise TypeError("condition should be string or Column")
        return self._with({"rel": "filter", "input": self._plan, "condition": node})

    where = filter

    def join(self, other, on=None, how=None):
        node = {"rel": "join", "left": self._plan, "right": other._plan}
        kind = "inner" if how is None else _join_type(how)
        keys = [] if on is None else on if isinstance(on, list) else [on]
        if not keys:
            return self._with({**node, "how": kind})
        if isinstance(keys[0], str):
            return self._with({**node, "how": kind, "using": keys})
        assert isinstance(keys[0], Column), "on should be Column or list of Column"
        condition = reduce(lambda left, right: left & right, keys)
        return self._with({**node, "how": kind, "condition": condition._expression})

    def crossJoin(self, other):
        return self._with({"rel": "join", "left": self._plan, "right": other._plan, "how": "cross"})

    def _set(self, kind, other, all, **more):
        node = {"rel": "setOperation", "kind": kind, "left": self._plan, "right": other._plan, "all": all}
        return self._with({**node, **more})

    def union(self, other):
        return self._set("union", other, True)

    unionAll = union

    def unionByName(self, other, allowMissingColumns=False):
        return self._set("union", other, True, byName=True, allowMissingColumns=allowMissingColumns)

    def intersect(self, other):
        return self._set("intersect", other, False)

    def intersectAll(self, other):
        return self._set("intersect", other, True)

    def subtract(self, other):
        return self._set("except", other, False)

    def exceptAll(self, other):
        return self._set("except", other, True)

    def sort(self, *cols, **kwargs):
        order = _sort_orders(cols, kwargs.get("ascending", True))
        return self._with({"rel": "sort", "input": self._plan, "order": order})

    orderBy = sort

    def sortWithinPartitions(self, *cols, **kwargs):
        """All rows are in one partition, so this sorts them all."""
        return self.sort(*cols, **kwargs)

    def limit(self, num):
        return self._with_same_columns({"rel": "limit", "input": self._plan, "limit": num})

    def offset(self, num):
        return self._with_same_columns({"rel": "offset", "input": self._plan, "offset": num})

    def distinct(self):
        return self._with_same_columns({"rel": "deduplicate", "input": self._plan})

    def dropDuplicates(self, subset=None):
        if subset is None:
            return self.distinct()
        if isinstance(subset, str) or not hasattr(subset, "__iter__"):
            raise TypeError("Parameter 'subset' must be a list of columns")
        return self._with({"rel": "deduplicate", "input": self._plan, "columns": list(subset)})

    drop_duplicates = dropDuplicates

    def groupBy(self, *cols):
        return self._grouped("groupBy", cols)

    groupby = groupBy

    def rollup(self, *cols):
        return self._grouped("rollup", cols)

    def cube(self, *cols):
        return self._grouped("cube", cols)

    def _grouped(self, kind, cols):
        grouping = [_to_expression(col) for col in flat(cols)]
        return GroupedData(self._with_times(grouping), kind, grouping)

    def agg(self, *exprs):
        return self.groupBy().agg(*exprs)

    def sample(self, withReplacement=None, fraction=None, seed=None):
        without_flag = isinstance(withReplacement, float)
        if without_flag:
            withReplacement, fraction, seed = None, withReplacement, fraction if fraction is not None else seed
        if not isinstance(fraction, (int, float)) or (
            withReplacement is not None and not isinstance(withReplacement, bool)
        ):
            raise TypeError(
                "withReplacement (optional), fraction (required) and seed (optional) should be a bool, float"
                " and number; however, got [%s]."
                % ", ".join(str(type(a)) for a in (withReplacement, fraction, seed) if a is not None)
            )
        node = {"rel": "sample", "input": self._plan, "fraction": fraction}
        if seed is not None:
            node["seed"] = int(seed)
        if withReplacement:
            node["withReplacement"] = True
        return self._with_same_columns(node)

    def repartition(self, numPartitions, *cols):
        """Checks the columns; there is one partition."""
        if not isinstance(numPartitions, (int, str, Column)):
            raise TypeError("numPartitions should be an int or Column")
        keys = list(cols) if isinstance(numPartitions, int) else [numPartitions, *cols]
        if keys:
            self.select(*keys)
        return self

    def repartitionByRange(self, numPartitions, *cols):
        return self.repartition(numPartitions, *cols)

    def coalesce(self, numPartitions):
        return self

    def hint(self, name, *parameters):
        if not isinstance(name, str):
            raise TypeError("name should be provided as str, got {0}".format(type(name)))
        return self

    def withWatermark(self, eventTime, delayThreshold):
        """A frame that is no stream has no late rows."""
        self._resolve(eventTime)
        return self
