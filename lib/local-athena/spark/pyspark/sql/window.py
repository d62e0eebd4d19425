"""Windows of rows: Window.partitionBy("a").orderBy("b").rowsBetween(-1, 0)."""

import sys

from pyspark.sql._expressions import sort_order
from pyspark.sql.column import Column, _to_expression

__all__ = ["Window", "WindowSpec"]

_LONG_MIN, _LONG_MAX = -(1 << 63), (1 << 63) - 1


def _flat(cols):
    return cols[0] if len(cols) == 1 and isinstance(cols[0], list) else cols


def _to_sort_order(col):
    node = _to_expression(col)
    return node if node["expr"] == "sortOrder" else sort_order(node, True)


def _boundary(value):
    if isinstance(value, Column):
        from pyspark._unsupported import unsupported

        raise unsupported("a window boundary that is a column")
    if value <= -_LONG_MAX or value in (-sys.maxsize, -sys.maxsize - 1):
        return "unboundedPreceding"
    if value in (_LONG_MAX, sys.maxsize) or value > _LONG_MAX:
        return "unboundedFollowing"
    return "currentRow" if value == 0 else value


class WindowSpec:
    """Partitions, their order, and the rows around each row."""

    def __init__(self, partition_by=(), order_by=(), frame=None):
        self._partition_by = list(partition_by)
        self._order_by = list(order_by)
        self._frame = frame

    def partitionBy(self, *cols):
        columns = [_to_expression(col) for col in _flat(cols)]
        return WindowSpec(columns, self._order_by, self._frame)

    def orderBy(self, *cols):
        order = [_to_sort_order(col) for col in _flat(cols)]
        return WindowSpec(self._partition_by, order, self._frame)

    def rowsBetween(self, start, end):
        return self._between("rows", start, end)

    def rangeBetween(self, start, end):
        return self._between("range", start, end)

    def _between(self, unit, start, end):
        frame = {"unit": unit, "lower": _boundary(start), "upper": _boundary(end)}
        return WindowSpec(self._partition_by, self._order_by, frame)

    def _over(self, child):
        node = {
            "expr": "window",
            "child": child,
            "partitionBy": self._partition_by,
            "orderBy": self._order_by,
        }
        return node if self._frame is None else {**node, "frame": self._frame}


class Window:
    """Makes WindowSpecs."""

    unboundedPreceding = _LONG_MIN
    unboundedFollowing = _LONG_MAX
    currentRow = 0

    @staticmethod
    def partitionBy(*cols):
        return WindowSpec().partitionBy(*cols)

    @staticmethod
    def orderBy(*cols):
        return WindowSpec().orderBy(*cols)

    @staticmethod
    def rowsBetween(start, end):
        return WindowSpec().rowsBetween(start, end)

    @staticmethod
    def rangeBetween(start, end):
        return WindowSpec().rangeBetween(start, end)
