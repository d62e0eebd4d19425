"""Types and rows of Spark SQL."""

import json
import re

from pyspark.sql._row import Row, _create_row  # noqa: F401

__all__ = [
    "DataType", "NullType", "StringType", "BinaryType", "BooleanType", "DateType", "TimestampType",
    "DecimalType", "DoubleType", "FloatType", "ByteType", "IntegerType", "LongType", "ShortType",
    "ArrayType", "MapType", "StructField", "StructType",
]


class DataType:
    """Base class for data types."""

    def __repr__(self):
        return self.__class__.__name__

    def __hash__(self):
        return hash(str(self))

    def __eq__(self, other):
        return isinstance(other, self.__class__) and self.__dict__ == other.__dict__

    def __ne__(self, other):
        return not self == other

    @classmethod
    def typeName(cls):
        return cls.__name__[:-4].lower()

    def simpleString(self):
        return self.typeName()

    def jsonValue(self):
        return self.typeName()

    def json(self):
        return json.dumps(self.jsonValue(), separators=(",", ":"), sort_keys=True)

    def needConversion(self):
        return False

    def toInternal(self, obj):
        return obj

    def fromInternal(self, obj):
        return obj


class NullType(DataType):
    """The type of None, for what cannot be inferred."""

    @classmethod
    def typeName(cls):
        return "void"


class AtomicType(DataType):
    """What is not null, array, struct or map."""


class NumericType(AtomicType):
    """Numeric data types."""


class IntegralType(NumericType):
    """Integral data types."""


class FractionalType(NumericType):
    """Fractional data types."""


class StringType(AtomicType):
    """String data type."""


class BinaryType(AtomicType):
    """Binary (byte array) data type."""


class BooleanType(AtomicType):
    """Boolean data type."""


class DateType(AtomicType):
    """Date (datetime.date) data type."""


class TimestampType(AtomicType):
    """Timestamp (datetime.datetime) data type."""


class DecimalType(FractionalType):
    """Decimal (decimal.Decimal) data type."""

    def __init__(self, precision=10, scale=0):
        self.precision = precision
        self.scale = scale
        self.hasPrecisionInfo = True

    def simpleString(self):
        return "decimal(%d,%d)" % (self.precision, self.scale)

    def jsonValue(self):
        return self.simpleString()

    def __repr__(self):
        return "DecimalType(%d,%d)" % (self.precision, self.scale)


class DoubleType(FractionalType):
    """Double data type."""


class FloatType(FractionalType):
    """Float data type."""


class ByteType(IntegralType):
    """A signed integer in a single byte."""

    def simpleString(self):
        return "tinyint"


class IntegerType(IntegralType):
    """A signed 32-bit integer."""

    def simpleString(self):
        return "int"


class LongType(IntegralType):
    """A signed 64-bit integer."""

    def simpleString(self):
        return "bigint"


class ShortType(IntegralType):
    """A signed 16-bit integer."""

    def simpleString(self):
        return "smallint"


def _require_type(name, value):
    assert isinstance(value, DataType), "%s %s should be an instance of %s" % (name, value, DataType)
    return value


class ArrayType(DataType):
    """Array data type."""

    def __init__(self, elementType, containsNull=True):
        self.elementType = _require_type("elementType", elementType)
        self.containsNull = containsNull

    def simpleString(self):
        return "array<%s>" % self.elementType.simpleString()

    def __repr__(self):
        return "ArrayType(%s,%s)" % (self.elementType, str(self.containsNull).lower())

    def jsonValue(self):
        return {
            "type": "array",
            "elementType": self.elementType.jsonValue(),
            "containsNull": self.containsNull,
        }

    @classmethod
    def fromJson(cls, json):
        return cls(_parse_datatype_json_value(json["elementType"]), json["containsNull"])


class MapType(DataType):
    """Map data type."""

    def __init__(self, keyType, valueType, valueContainsNull=True):
        self.keyType = _require_type("keyType", keyType)
        self.valueType = _require_type("valueType", valueType)
        self.valueContainsNull = valueContainsNull

    def simpleString(self):
        return "map<%s,%s>" % (self.keyType.simpleString(), self.valueType.simpleString())

    def __repr__(self):
        return "MapType(%s,%s,%s)" % (self.keyType, self.valueType, str(self.valueContainsNull).lower())

    def jsonValue(self):
        return {
            "type": "map",
            "keyType": self.keyType.jsonValue(),
            "valueType": self.valueType.jsonValue(),
            "valueContainsNull": self.valueContainsNull,
        }

    @classmethod
    def fromJson(cls, json):
        return cls(
            _parse_datatype_json_value(json["keyType"]),
            _parse_datatype_json_value(json["valueType"]),
            json["valueContainsNull"],
        )


class StructField(DataType):
    """A field in StructType."""

    def __init__(self, name, dataType, nullable=True, metadata=None):
        self.dataType = _require_type("dataType", dataType)
        assert isinstance(name, str), "field name %s should be a string" % (name,)
        self.name = name
        self.nullable = nullable
        self.metadata = metadata or {}

    def simpleString(self):
        return "%s:%s" % (self.name, self.dataType.simpleString())

    def __repr__(self):
        return "StructField(%s,%s,%s)" % (self.name, self.dataType, str(self.nullable).lower())

    def jsonValue(self):
        return {
            "name": self.name,
            "type": self.dataType.jsonValue(),
            "nullable": self.nullable,
            "metadata": self.metadata,
        }

    @classmethod
    def fromJson(cls, json):
        type_ = _parse_datatype_json_value(json["type"])
        return cls(json["name"], type_, json.get("nullable", True), json.get("metadata"))

    def typeName(self):
        raise TypeError(
            "StructField does not have typeName. Use typeName on its type explicitly instead."
        )


class StructType(DataType):
    """The type of a Row: a list of fields."""

    def __init__(self, fields=None):
        self.fields = fields or []
        self.names = [field.name for field in self.fields]
        assert all(isinstance(field, StructField) for field in self.fields), (
            "fields should be a list of StructField"
        )

    def add(self, field, data_type=None, nullable=True, metadata=None):
        if not isinstance(field, StructField):
            if isinstance(field, str) and data_type is None:
                raise ValueError("Must specify DataType if passing name of struct_field to create.")
            if isinstance(data_type, str):
                data_type = _parse_datatype_json_value(data_type)
            field = StructField(field, data_type, nullable, metadata)
        self.fields.append(field)
        self.names.append(field.name)
        return self

    def __iter__(self):
        return iter(self.fields)

    def __len__(self):
        return len(self.fields)

    def __getitem__(self, key):
        if isinstance(key, str):
            for field in self:
                if field.name == key:
                    return field
            raise KeyError("No StructField named {0}".format(key))
        if isinstance(key, int):
            try:
                return self.fields[key]
            except IndexError:
                raise IndexError("StructType index out of range") from None
        if isinstance(key, slice):
            return StructType(self.fields[key])
        raise TypeError("StructType keys should be strings, integers or slices")

    def simpleString(self):
        return "struct<%s>" % ",".join(field.simpleString() for field in self)

    def __repr__(self):
        return "StructType(List(%s))" % ",".join(str(field) for field in self)

    def jsonValue(self):
        return {"type": "struct", "fields": [field.jsonValue() for field in self]}

    @classmethod
    def fromJson(cls, json):
        return cls([StructField.fromJson(field) for field in json["fields"]])

    def fieldNames(self):
        return list(self.names)

    def treeString(self):
        from pyspark.sql._tree import tree_string

        return tree_string(self)


_atomic_types = (
    StringType, BinaryType, BooleanType, DecimalType, FloatType, DoubleType, ByteType, ShortType,
    IntegerType, LongType, DateType, TimestampType, NullType,
)
_all_atomic_types = {type_.typeName(): type_ for type_ in _atomic_types}
_complex_types = {"array": ArrayType, "map": MapType, "struct": StructType}
_FIXED_DECIMAL = re.compile(r"decimal\(\s*(\d+)\s*,\s*(-?\d+)\s*\)")


def _parse_datatype_json_string(json_string):
    return _parse_datatype_json_value(json.loads(json_string))


def _parse_datatype_json_value(value):
    if not isinstance(value, dict):
        if value in _all_atomic_types:
            return _all_atomic_types[value]()
        if value == "null":
            return NullType()
        decimal = _FIXED_DECIMAL.match(value)
        if decimal:
            return DecimalType(int(decimal.group(1)), int(decimal.group(2)))
        raise ValueError("Could not parse datatype: %s" % value)
    kind = value["type"]
    if kind in _complex_types:
        return _complex_types[kind].fromJson(value)
    raise ValueError("not supported type: %s" % kind)


def _parse_datatype_string(s):
    from pyspark.sql._ddl import parse_datatype_string

    return parse_datatype_string(s)
