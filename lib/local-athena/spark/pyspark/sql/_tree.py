"""printSchema's tree."""


def _lines(name, type_, nullability, prefix):
    from pyspark.sql.types import DecimalType

    word = type_.simpleString() if isinstance(type_, DecimalType) else type_.typeName()
    yield "%s-- %s: %s%s" % (prefix, name, word, nullability)
    yield from _children(type_, prefix + "    |")


def _flag(name, value):
    return " (%s = %s)" % (name, str(value).lower())


def _children(type_, prefix):
    from pyspark.sql.types import ArrayType, MapType, StructType

    if isinstance(type_, StructType):
        for field in type_.fields:
            yield from _lines(field.name, field.dataType, _flag("nullable", field.nullable), prefix)
    elif isinstance(type_, ArrayType):
        flag = _flag("containsNull", type_.containsNull)
        yield from _lines("element", type_.elementType, flag, prefix)
    elif isinstance(type_, MapType):
        yield from _lines("key", type_.keyType, "", prefix)
        flag = _flag("valueContainsNull", type_.valueContainsNull)
        yield from _lines("value", type_.valueType, flag, prefix)


def tree_string(schema):
    """The text of StructType.treeString."""
    return "".join(line + "\n" for line in ["root", *_children(schema, " |")])
