"""Values on their way to and from the service, told apart by their types."""

import base64
import datetime
import decimal

from pyspark.sql._row import _create_row
from pyspark.sql.types import (
    ArrayType,
    BinaryType,
    DateType,
    DecimalType,
    DoubleType,
    FloatType,
    LongType,
    MapType,
    StringType,
    StructType,
    TimestampType,
)
from pyspark.sql.utils import java_error

_EXACT_IN_JSON = 2**53
_UTC = datetime.timezone.utc


def encode_timestamp(value):
    if isinstance(value, datetime.time):
        value = datetime.datetime.combine(datetime.date(1970, 1, 1), value)
    if value.tzinfo is not None:
        value = value.astimezone(_UTC)
    return value.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def encode_double(value):
    value = float(value)
    if value != value:
        return "NaN"
    if value in (float("inf"), float("-inf")):
        return "Infinity" if value > 0 else "-Infinity"
    return value


def struct_values(value, struct):
    """The values of a row in the order of its fields."""
    names = struct.names
    if isinstance(value, dict):
        return [value.get(name) for name in names]
    if isinstance(value, (tuple, list)):
        return list(value)
    if hasattr(value, "__dict__"):
        return [value.__dict__.get(name) for name in names]
    raise ValueError("Unexpected tuple %r with StructType" % (value,))


def wrong_width(fields, values, method="o1.applySchemaToPythonRDD"):
    return java_error(
        method,
        "java.lang.IllegalStateException",
        "Input row doesn't have expected number of values required by the schema. %d fields are required"
        " while %d values are provided." % (fields, values),
    )


def _java_double(value):
    """Double.toString."""
    if value - value != 0 or value == 0 or 1e-3 <= abs(value) < 1e7:
        return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}.get(repr(value), repr(value))
    sign, digits, exponent = decimal.Decimal(repr(value)).normalize().as_tuple()
    text = "".join(map(str, digits))
    shown = "%s.%sE%d" % (text[0], text[1:] or "0", exponent + len(digits) - 1)
    return "-" + shown if sign else shown


def java_string(value):
    """Object.toString of what stands where text is wanted."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return _java_double(value)
    if isinstance(value, (list, tuple)):
        return "[%s]" % ", ".join("null" if item is None else java_string(item) for item in value)
    if isinstance(value, dict):
        return "{%s}" % ", ".join("%s=%s" % (java_string(k), java_string(v)) for k, v in value.items())
    return str(value)


def encode(value, type_):
    """A Python value as JSON carries it."""
    if value is None:
        return None
    if isinstance(type_, StructType):
        values = struct_values(value, type_)
        if len(values) != len(type_.fields):
            raise wrong_width(len(type_.fields), len(values))
        return [encode(item, field.dataType) for item, field in zip(values, type_.fields)]
    if isinstance(type_, ArrayType):
        return [encode(item, type_.elementType) for item in value]
    if isinstance(type_, MapType):
        return [
            [encode(key, type_.keyType), encode(item, type_.valueType)] for key, item in value.items()
        ]
    if isinstance(type_, LongType):
        return value if -_EXACT_IN_JSON < value < _EXACT_IN_JSON else str(value)
    if isinstance(type_, DecimalType):
        return format(value, "f")
    if isinstance(type_, (DoubleType, FloatType)):
        return encode_double(value)
    if isinstance(type_, TimestampType):
        return encode_timestamp(value)
    if isinstance(type_, DateType):
        return datetime.date(value.year, value.month, value.day).isoformat()
    if isinstance(type_, StringType):
        return java_string(value)
    if isinstance(type_, BinaryType):
        return base64.b64encode(bytes(value)).decode("ascii")
    return value


def _decode_map(value, type_):
    key, item = decoder(type_.keyType), decoder(type_.valueType)
    return {key(pair[0]): item(pair[1]) for pair in value}


def _decode_timestamp(value):
    return datetime.datetime.fromisoformat(value.rstrip("Z"))


def _decode_struct(type_):
    names = type_.names
    decoders = [decoder(field.dataType) for field in type_.fields]
    return lambda value: _create_row(names, [d(v) for d, v in zip(decoders, value)])


def _of_type(type_):
    if isinstance(type_, StructType):
        return _decode_struct(type_)
    if isinstance(type_, ArrayType):
        item = decoder(type_.elementType)
        return lambda value: [item(element) for element in value]
    if isinstance(type_, MapType):
        return lambda value: _decode_map(value, type_)
    if isinstance(type_, LongType):
        return int
    if isinstance(type_, DecimalType):
        return lambda value: decimal.Decimal(str(value))
    if isinstance(type_, (DoubleType, FloatType)):
        return float
    if isinstance(type_, TimestampType):
        return _decode_timestamp
    if isinstance(type_, DateType):
        return datetime.date.fromisoformat
    if isinstance(type_, BinaryType):
        return lambda value: bytearray(base64.b64decode(value))
    return None


def decoder(type_):
    """The function from JSON to the Python value of a type."""
    decode = _of_type(type_)
    if decode is None:
        return lambda value: value
    return lambda value: None if value is None else decode(value)
