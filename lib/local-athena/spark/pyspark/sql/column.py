"""A column of a frame, or an expression of columns."""

from pyspark.sql import types as t
from pyspark.sql._expressions import attribute, call, literal, sort_order
from pyspark.sql._pretty import pretty

__all__ = ["Column"]


def _to_expression(value):
    """A column, or a name of one."""
    if isinstance(value, Column):
        return value._expression
    if isinstance(value, str):
        return attribute(value)
    raise TypeError(
        "Invalid argument, not a string or column: {0} of type {1}. For column literals, use 'lit',"
        " 'array', 'struct' or 'create_map' function.".format(value, type(value))
    )


def _to_operand(value):
    """A column, or a value."""
    return value._expression if isinstance(value, Column) else literal(value)


def _binary(name, doc=None):
    def method(self, other):
        return Column(call(name, self._expression, _to_operand(other)))

    method.__doc__ = doc
    return method


def _reversed(name):
    def method(self, other):
        return Column(call(name, _to_operand(other), self._expression))

    return method


def _sorted_by(ascending, nulls_first=None):
    def method(self):
        return Column(sort_order(self._expression, ascending, nulls_first))

    return method


class Column:
    """An expression that gives one value a row."""

    def __init__(self, expression):
        self._expression = expression

    __add__, __radd__ = _binary("+"), _reversed("+")
    __sub__, __rsub__ = _binary("-"), _reversed("-")
    __mul__, __rmul__ = _binary("*"), _reversed("*")
    __truediv__, __rtruediv__ = _binary("/"), _reversed("/")
    __mod__, __rmod__ = _binary("%"), _reversed("%")
    __pow__, __rpow__ = _binary("power"), _reversed("power")
    __eq__ = _binary("==")
    __lt__, __le__, __gt__, __ge__ = _binary("<"), _binary("<="), _binary(">"), _binary(">=")
    __and__, __rand__ = _binary("and"), _reversed("and")
    __or__, __ror__ = _binary("or"), _reversed("or")
    __hash__ = None

    eqNullSafe = _binary("<=>", "Equality for which two nulls are the same.")
    bitwiseOR, bitwiseAND, bitwiseXOR = _binary("|"), _binary("&"), _binary("^")
    contains = _binary("contains")
    startswith, endswith = _binary("startswith"), _binary("endswith")

    asc, desc = _sorted_by(True), _sorted_by(False)
    asc_nulls_first, asc_nulls_last = _sorted_by(True, True), _sorted_by(True, False)
    desc_nulls_first, desc_nulls_last = _sorted_by(False, True), _sorted_by(False, False)

    def __ne__(self, other):
        return Column(call("not", call("==", self._expression, _to_operand(other))))

    def __neg__(self):
        return Column(call("negative", self._expression))

    def __invert__(self):
        return Column(call("not", self._expression))

    def __contains__(self, item):
        raise ValueError(
            "Cannot apply 'in' operator against a column: please use 'contains' in a string column or"
            " 'array_contains' function for an array column."
        )

    def __bool__(self):
        raise ValueError(
            "Cannot convert column into bool: please use '&' for 'and', '|' for 'or', '~' for 'not' when"
            " building DataFrame boolean expressions."
        )

    __nonzero__ = __bool__

    def __iter__(self):
        raise TypeError("Column is not iterable")

    def __getattr__(self, item):
        if item.startswith("__"):
            raise AttributeError(item)
        return self[item]

    def __getitem__(self, key):
        if isinstance(key, slice):
            if key.step is not None:
                raise ValueError("slice with step is not supported.")
            return self.substr(key.start, key.stop)
        return Column(call("getitem", self._expression, _to_operand(key)))

    def getItem(self, key):
        return self[key]

    def getField(self, name):
        return self[name]

    def withField(self, fieldName, col):
        if not isinstance(fieldName, str):
            raise TypeError("fieldName should be a string")
        if not isinstance(col, Column):
            raise TypeError("col should be a Column")
        return Column(call("with_field", self._expression, literal(fieldName), col._expression))

    def dropFields(self, *fieldNames):
        return Column(call("drop_fields", self._expression, *[literal(name) for name in fieldNames]))

    def like(self, other):
        return Column(call("like", self._expression, _to_operand(other)))

    def rlike(self, other):
        return Column(call("rlike", self._expression, _to_operand(other)))

    def substr(self, startPos, length):
        if type(startPos) is not type(length):
            raise TypeError(
                "startPos and length must be the same type. Got {startPos_t} and {length_t},"
                " respectively.".format(startPos_t=type(startPos), length_t=type(length))
            )
        if not isinstance(startPos, (int, Column)):
            raise TypeError("Unexpected type: %s" % type(startPos))
        return Column(call("substring", self._expression, _to_operand(startPos), _to_operand(length)))

    def isin(self, *cols):
        if len(cols) == 1 and isinstance(cols[0], (list, set, tuple)):
            cols = cols[0]
        return Column(call("in", self._expression, *[_to_operand(value) for value in cols]))

    def isNull(self):
        return Column(call("isnull", self._expression))

    def isNotNull(self):
        return Column(call("isnotnull", self._expression))

    def between(self, lowerBound, upperBound):
        return (self >= lowerBound) & (self <= upperBound)

    def alias(self, *alias, **kwargs):
        metadata = kwargs.pop("metadata", None)
        assert not kwargs, "Unexpected kwargs where passed: %s" % kwargs
        if metadata:
            from pyspark._unsupported import unsupported

            raise unsupported("Column.alias with metadata")
        return Column({"expr": "alias", "child": self._expression, "names": list(alias)})

    name = alias

    def cast(self, dataType):
        if isinstance(dataType, t.DataType):
            dataType = dataType.simpleString()
        elif not isinstance(dataType, str):
            raise TypeError("unexpected type: %s" % type(dataType))
        return Column({"expr": "cast", "child": self._expression, "type": dataType})

    astype = cast

    def when(self, condition, value):
        if not isinstance(condition, Column):
            raise TypeError("condition should be a Column")
        args = self._branches("when()", "when() cannot be applied once otherwise() is applied")
        return Column(call("when", *args, condition._expression, _to_operand(value)))

    def otherwise(self, value):
        args = self._branches(
            "otherwise()", "otherwise() can only be applied once on a Column previously generated by when()"
        )
        return Column(call("when", *args, _to_operand(value)))

    def _branches(self, method, said_when_closed):
        from pyspark.sql.utils import IllegalArgumentException

        node = self._expression
        if node["expr"] != "call" or node["name"] != "when":
            raise IllegalArgumentException(
                "%s can only be applied on a Column previously generated by when() function" % method
            )
        if len(node["args"]) % 2:
            raise IllegalArgumentException(said_when_closed)
        return node["args"]

    def over(self, window):
        from pyspark.sql.window import WindowSpec

        if not isinstance(window, WindowSpec):
            raise TypeError("window should be WindowSpec")
        return Column(window._over(self._expression))

    def __repr__(self):
        return "Column<'%s'>" % pretty(self._expression)
