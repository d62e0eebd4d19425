"""createDataFrame: the schema that local data has, and the check that it fits one."""

import datetime
import decimal
from array import array
from functools import reduce

from pyspark.sql import types as t

_TYPES_OF_VALUES = {
    type(None): t.NullType, bool: t.BooleanType, int: t.LongType, float: t.DoubleType, str: t.StringType,
    bytearray: t.BinaryType, bytes: t.BinaryType, datetime.date: t.DateType,
    datetime.datetime: t.TimestampType, datetime.time: t.TimestampType,
}
_ARRAY_TYPES = {
    "b": t.ByteType, "h": t.ShortType, "i": t.IntegerType, "l": t.LongType, "B": t.ShortType,
    "H": t.IntegerType, "I": t.LongType, "f": t.FloatType, "d": t.DoubleType,
}


def _infer_type(value):
    if type(value) is decimal.Decimal:
        return t.DecimalType(38, 18)
    known = _TYPES_OF_VALUES.get(type(value))
    if known is not None:
        return known()
    if isinstance(value, dict):
        for key, item in value.items():
            if key is not None and item is not None:
                return t.MapType(_infer_type(key), _infer_type(item), True)
        return t.MapType(t.NullType(), t.NullType(), True)
    if isinstance(value, list):
        for item in value:
            if item is not None:
                return t.ArrayType(_infer_type(value[0]), True)
        return t.ArrayType(t.NullType(), True)
    if isinstance(value, array):
        if value.typecode in _ARRAY_TYPES:
            return t.ArrayType(_ARRAY_TYPES[value.typecode](), False)
        raise TypeError("not supported type: array(%s)" % value.typecode)
    try:
        return infer_schema(value)
    except TypeError as error:
        raise TypeError("not supported type: %s" % type(value)) from error


def _named_items(row, names):
    if isinstance(row, dict):
        return sorted(row.items())
    if isinstance(row, (tuple, list)):
        if hasattr(row, "__fields__"):
            return zip(row.__fields__, tuple(row))
        if hasattr(row, "_fields"):
            return zip(row._fields, tuple(row))
        names = list(names or [])
        names += ["_%d" % i for i in range(len(names) + 1, len(row) + 1)]
        return zip(names, row)
    if hasattr(row, "__dict__"):
        return sorted(row.__dict__.items())
    raise TypeError("Can not infer schema for type: %s" % type(row))


def infer_schema(row, names=None):
    """The schema of one row."""
    fields = []
    for name, value in _named_items(row, names):
        try:
            fields.append(t.StructField(name, _infer_type(value), True))
        except TypeError as error:
            raise TypeError("Unable to infer the type of the field {}.".format(name)) from error
    return t.StructType(fields)


def _merge_type(a, b, name=None):
    def named(text):
        return text if name is None else "%s: %s" % (name, text)

    def field_name(field):
        return "field %s" % field if name is None else "field %s in %s" % (field, name)

    if isinstance(a, t.NullType):
        return b
    if isinstance(b, t.NullType):
        return a
    if type(a) is not type(b):
        raise TypeError(named("Can not merge type %s and %s" % (type(a), type(b))))
    if isinstance(a, t.StructType):
        others = {field.name: field.dataType for field in b.fields}
        fields = [
            t.StructField(f.name, _merge_type(f.dataType, others.get(f.name, t.NullType()), field_name(f.name)))
            for f in a.fields
        ]
        known = {field.name for field in fields}
        return t.StructType(fields + [t.StructField(n, others[n]) for n in others if n not in known])
    if isinstance(a, t.ArrayType):
        return t.ArrayType(_merge_type(a.elementType, b.elementType, "element in array %s" % name), True)
    if isinstance(a, t.MapType):
        return t.MapType(
            _merge_type(a.keyType, b.keyType, "key of map %s" % name),
            _merge_type(a.valueType, b.valueType, "value of map %s" % name),
            True,
        )
    return a


def _has_null_type(type_):
    if isinstance(type_, t.StructType):
        return any(_has_null_type(field.dataType) for field in type_.fields)
    if isinstance(type_, t.ArrayType):
        return _has_null_type(type_.elementType)
    if isinstance(type_, t.MapType):
        return _has_null_type(type_.keyType) or _has_null_type(type_.valueType)
    return isinstance(type_, t.NullType)


def infer_schema_of_rows(rows, names=None):
    """The schema that all rows share."""
    if not rows:
        raise ValueError("can not infer schema from empty dataset")
    schema = reduce(_merge_type, (infer_schema(row, names) for row in rows))
    if _has_null_type(schema):
        raise ValueError("Some of types cannot be determined after inferring")
    return schema


def plain_rows(rows, schema):
    """Rows as the inferred schema orders them."""
    return [
        tuple(row.get(name) for name in schema.names) if isinstance(row, dict) else row for row in rows
    ]


def rename_fields(schema, names):
    """The schema with the names that createDataFrame was given."""
    fields = list(schema.fields)
    for i, name in enumerate(names):
        fields[i] = t.StructField(name, fields[i].dataType, fields[i].nullable)
    return t.StructType(fields)
