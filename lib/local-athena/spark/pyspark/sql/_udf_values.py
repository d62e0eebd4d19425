"""What a user-defined function returns, as a value of its type: what does not fit the type is null, as in Spark."""

import base64
import datetime
import decimal
from array import array

from pyspark._unsupported import unsupported
from pyspark.sql import types as t
from pyspark.sql._wire import encode_double, encode_timestamp, java_string, struct_values, wrong_width
from pyspark.sql.utils import java_error

_BITS = {t.ByteType: 8, t.ShortType: 16, t.IntegerType: 32, t.LongType: 64}
_LONG_LIMIT = 1 << 63
_EXACT_IN_JSON = 2**53
_WITHOUT_JAVA_TEXT = (tuple, bytes, bytearray, datetime.date, datetime.time)


def _refused(value, type_):
    return unsupported("a udf of %s that returns %s" % (type_, type(value).__name__))


def _integer(type_):
    bits = _BITS[type(type_)]
    half = 1 << (bits - 1)

    def convert(value):
        if type(value) is not int or not -_LONG_LIMIT <= value < _LONG_LIMIT:
            return None
        wrapped = (value + half) % (half * 2) - half
        return wrapped if -_EXACT_IN_JSON < wrapped < _EXACT_IN_JSON else str(wrapped)

    return convert


def _decimal(type_):
    def convert(value):
        if not isinstance(value, decimal.Decimal) or not value.is_finite():
            return None
        context = decimal.Context(prec=100, rounding=decimal.ROUND_HALF_UP)
        scaled = value.quantize(decimal.Decimal(1).scaleb(-type_.scale), context=context)
        precision = max(len(scaled.as_tuple().digits), type_.scale)
        if precision > type_.precision:
            raise java_error(
                "o1.collectToPython",
                "java.lang.ArithmeticException",
                "Decimal precision %d exceeds max precision %d" % (precision, type_.precision),
            )
        return format(scaled, "f")

    return convert


def _text(value):
    if isinstance(value, _WITHOUT_JAVA_TEXT) or not isinstance(
        value, (str, int, float, decimal.Decimal, list, dict)
    ):
        raise _refused(value, t.StringType())
    return java_string(value)


def _date(value):
    return datetime.date.fromordinal(value.toordinal()).isoformat()


def _timestamp(value):
    if value.tzinfo is None:
        value.timetuple()
    return encode_timestamp(value)


def _binary(value):
    if isinstance(value, str):
        value = value.encode("utf-8")
    return base64.b64encode(value).decode("ascii") if isinstance(value, (bytes, bytearray)) else None


def _array(type_):
    item = converter(type_.elementType)

    def convert(value):
        if isinstance(value, (list, tuple, array)):
            return [item(element) for element in value]
        if isinstance(value, (str, dict, set, bytes, bytearray)) or not hasattr(value, "__iter__"):
            return None
        raise _refused(value, type_)

    return convert


def _map(type_):
    key, item = converter(type_.keyType), converter(type_.valueType)
    return lambda value: (
        [[key(k), item(v)] for k, v in value.items()] if isinstance(value, dict) else None
    )


def _struct(type_):
    items = [converter(field.dataType) for field in type_.fields]

    def convert(value):
        values = struct_values(value, type_)
        if len(values) != len(items):
            raise wrong_width(len(items), len(values), "o1.collectToPython")
        return [item(element) for item, element in zip(items, values)]

    return convert


def _of_type(type_):
    if type(type_) in _BITS:
        return _integer(type_)
    if isinstance(type_, t.StringType):
        return _text
    if isinstance(type_, t.BooleanType):
        return lambda value: value if isinstance(value, bool) else None
    if isinstance(type_, (t.DoubleType, t.FloatType)):
        return lambda value: encode_double(value) if isinstance(value, float) else None
    if isinstance(type_, t.DecimalType):
        return _decimal(type_)
    if isinstance(type_, t.DateType):
        return _date
    if isinstance(type_, t.TimestampType):
        return _timestamp
    if isinstance(type_, t.BinaryType):
        return _binary
    if isinstance(type_, t.ArrayType):
        return _array(type_)
    if isinstance(type_, t.MapType):
        return _map(type_)
    if isinstance(type_, t.StructType):
        return _struct(type_)
    return lambda value: None


def converter(type_):
    """The function from what Python returned to the value on the wire."""
    convert = _of_type(type_)
    return lambda value: None if value is None else convert(value)
