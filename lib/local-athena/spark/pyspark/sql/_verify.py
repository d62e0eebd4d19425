"""createDataFrame with a schema: does every value have its type?"""

import datetime
import decimal
from array import array

from pyspark.sql import types as t

_ACCEPTED = {
    t.BooleanType: (bool,), t.ByteType: (int,), t.ShortType: (int,), t.IntegerType: (int,),
    t.LongType: (int,), t.FloatType: (float,), t.DoubleType: (float,), t.DecimalType: (decimal.Decimal,),
    t.StringType: (str,), t.BinaryType: (bytearray, bytes), t.DateType: (datetime.date, datetime.datetime),
    t.TimestampType: (datetime.datetime,), t.ArrayType: (list, tuple, array), t.MapType: (dict,),
    t.StructType: (tuple, list, dict),
}
_BITS = {t.ByteType: 8, t.ShortType: 16, t.IntegerType: 32, t.LongType: 64}


def make_type_verifier(type_, nullable=True, name=None):
    """A function that raises for a value that the type does not accept."""

    def named(text):
        return text if name is None else "%s: %s" % (name, text)

    def field_name(field):
        return "field %s" % field if name is None else "field %s in %s" % (field, name)

    def check_class(value):
        if type(value) not in _ACCEPTED[type(type_)]:
            said = "%s can not accept object %r in type %s" % (type_, value, type(value))
            raise TypeError(named(said))

    verify_value = _value_verifier(type_, name, named, field_name, check_class)

    def verify(value):
        if value is None:
            if not nullable:
                raise ValueError(named("This field is not nullable, but got None"))
            return
        verify_value(value)

    return verify


def _value_verifier(type_, name, named, field_name, check_class):
    if isinstance(type_, t.StringType):
        return lambda value: None
    if type(type_) in _BITS:
        return _integer_verifier(type_, named, check_class)
    if isinstance(type_, t.ArrayType):
        element = make_type_verifier(type_.elementType, type_.containsNull, "element in array %s" % name)

        def verify_array(value):
            check_class(value)
            for item in value:
                element(item)

        return verify_array
    if isinstance(type_, t.MapType):
        key = make_type_verifier(type_.keyType, False, "key of map %s" % name)
        item = make_type_verifier(type_.valueType, type_.valueContainsNull, "value of map %s" % name)

        def verify_map(value):
            check_class(value)
            for k, v in value.items():
                key(k)
                item(v)

        return verify_map
    if isinstance(type_, t.StructType):
        return _struct_verifier(type_, named, field_name)
    if isinstance(type_, t.NullType):
        def verify_null(value):
            raise TypeError(named("NullType can not accept object %r in type %s" % (value, type(value))))

        return verify_null
    return check_class


def _integer_verifier(type_, named, check_class):
    limit = 1 << (_BITS[type(type_)] - 1)

    def verify(value):
        check_class(value)
        if not -limit <= value < limit:
            raise ValueError(named("object of %s out of range, got: %s" % (type_, value)))

    return verify


def _struct_verifier(type_, named, field_name):
    verifiers = [
        (f.name, make_type_verifier(f.dataType, f.nullable, field_name(f.name))) for f in type_.fields
    ]

    def verify(value):
        if isinstance(value, dict):
            for name, check in verifiers:
                check(value.get(name))
        elif isinstance(value, (tuple, list)):
            if len(value) != len(verifiers):
                raise ValueError(
                    named(
                        "Length of object (%d) does not match with length of fields (%d)"
                        % (len(value), len(verifiers))
                    )
                )
            for item, (_, check) in zip(value, verifiers):
                check(item)
        elif hasattr(value, "__dict__"):
            for name, check in verifiers:
                check(value.__dict__.get(name))
        else:
            said = "StructType can not accept object %r in type %s" % (value, type(value))
            raise TypeError(named(said))

    return verify
