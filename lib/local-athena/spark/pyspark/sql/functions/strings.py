"""Strings, patterns, JSON and CSV."""

from pyspark.sql import types as t
from pyspark.sql.column import Column
from pyspark.sql.functions._build import binary, invoke, unary, value

__all__ = [
    "ascii", "base64", "concat", "concat_ws", "decode", "encode", "format_number", "format_string",
    "from_csv", "from_json", "get_json_object", "initcap", "instr", "json_tuple", "length", "levenshtein",
    "locate", "lower", "lpad", "ltrim", "overlay", "regexp_extract", "regexp_replace", "repeat", "reverse",
    "rpad", "rtrim", "schema_of_csv", "schema_of_json", "sentences", "soundex", "split", "substring",
    "substring_index", "to_csv", "to_json", "translate", "trim", "unbase64", "upper",
]

for _name in (
    "ascii base64 initcap length lower ltrim reverse rtrim soundex trim unbase64 upper"
).split():
    globals()[_name] = unary(_name)

levenshtein = binary("levenshtein")


def concat(*cols):
    return invoke("concat", *cols)


def concat_ws(sep, *cols):
    return invoke("concat_ws", value(sep), *cols)


def decode(col, charset):
    return invoke("decode", col, value(charset))


def encode(col, charset):
    return invoke("encode", col, value(charset))


def format_number(col, d):
    return invoke("format_number", col, value(d))


def format_string(format, *cols):
    return invoke("format_string", value(format), *cols)


def instr(str, substr):
    return invoke("instr", str, value(substr))


def locate(substr, str, pos=1):
    return invoke("locate", value(substr), str, value(pos))


def lpad(col, len, pad):
    return invoke("lpad", col, value(len), value(pad))


def rpad(col, len, pad):
    return invoke("rpad", col, value(len), value(pad))


def overlay(src, replace, pos, len=-1):
    for name, given in (("pos", pos), ("len", len)):
        if not isinstance(given, (int, str, Column)):
            raise TypeError("%s should be an integer or a Column / column name, got %s" % (name, type(given)))
    at = value(pos) if isinstance(pos, int) else pos
    count = value(len) if isinstance(len, int) else len
    return invoke("overlay", src, replace, at, count)


def regexp_extract(str, pattern, idx):
    return invoke("regexp_extract", str, value(pattern), value(idx))


def regexp_replace(str, pattern, replacement):
    return invoke("regexp_replace", str, value(pattern), value(replacement))


def repeat(col, n):
    return invoke("repeat", col, value(n))


def sentences(string, language=None, country=None):
    return invoke("sentences", string, value("") if language is None else language, value("") if country is None else country)


def split(str, pattern, limit=-1):
    return invoke("split", str, value(pattern), value(limit))


def substring(str, pos, len):
    return invoke("substring", str, value(pos), value(len))


def substring_index(str, delim, count):
    return invoke("substring_index", str, value(delim), value(count))


def translate(srcCol, matching, replace):
    return invoke("translate", srcCol, value(matching), value(replace))


def get_json_object(col, path):
    return invoke("get_json_object", col, value(path))


def json_tuple(col, *fields):
    return invoke("json_tuple", col, *[value(field) for field in fields])


def _with_options(cols, options):
    """Options are a map of strings, last, when there are some."""
    if not options:
        return cols
    pairs = []
    for key, given in options.items():
        text = str(given).lower() if isinstance(given, bool) else str(given)
        pairs += [value(key), value(text)]
    return [*cols, invoke("map", *pairs)]


def _schema(schema):
    if isinstance(schema, t.DataType):
        return value(schema.json() if isinstance(schema, t.StructType) else schema.simpleString())
    if isinstance(schema, (str, Column)):
        return value(schema)
    raise TypeError("schema argument should be a column or string")


def from_json(col, schema, options=None):
    return invoke("from_json", *_with_options([col, _schema(schema)], options))


def to_json(col, options=None):
    return invoke("to_json", *_with_options([col], options))


def from_csv(col, schema, options=None):
    return invoke("from_csv", *_with_options([col, _schema(schema)], options))


def to_csv(col, options=None):
    return invoke("to_csv", *_with_options([col], options))


def schema_of_json(json, options=None):
    return invoke("schema_of_json", *_with_options([value(json)], options))


def schema_of_csv(csv, options=None):
    return invoke("schema_of_csv", *_with_options([value(csv)], options))
