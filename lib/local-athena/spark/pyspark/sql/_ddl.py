"""Types as DDL writes them: `a INT NOT NULL, b ARRAY<STRING>`."""

import re

from pyspark.sql import types as t
from pyspark.sql.utils import ParseException

_TOKEN = re.compile(r"\s*(?:(`(?:[^`]|``)+`)|('(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")|(\w+)|([<>(),:])|(\S))")

_NAMES = {
    "boolean": t.BooleanType, "tinyint": t.ByteType, "byte": t.ByteType, "smallint": t.ShortType,
    "short": t.ShortType, "int": t.IntegerType, "integer": t.IntegerType, "bigint": t.LongType,
    "long": t.LongType, "float": t.FloatType, "real": t.FloatType, "double": t.DoubleType,
    "date": t.DateType, "timestamp": t.TimestampType, "string": t.StringType, "binary": t.BinaryType,
    "void": t.NullType,
}
_DECIMALS = ("decimal", "dec", "numeric")


class _Parser:
    def __init__(self, text):
        self.text = text
        self.tokens = []
        for match in _TOKEN.finditer(text):
            self.tokens.append((match.group(0).strip(), match.end() - len(match.group(0).strip())))
        self.at = 0

    def error(self, message=None):
        token, position = self.tokens[self.at] if self.at < len(self.tokens) else ("<EOF>", len(self.text))
        said = message or "mismatched input '%s'" % token
        return ParseException(
            "\n%s(line 1, pos %d)\n\n== SQL ==\n%s\n%s^^^\n" % (said, position, self.text, "-" * position)
        )

    def peek(self):
        return self.tokens[self.at][0] if self.at < len(self.tokens) else None

    def next(self):
        token = self.peek()
        if token is None:
            raise self.error()
        self.at += 1
        return token

    def take(self, expected):
        token = self.peek()
        if token is not None and token.lower() == expected:
            self.at += 1
            return True
        return False

    def expect(self, expected):
        if not self.take(expected):
            raise self.error()

    def identifier(self):
        token = self.peek()
        if token is None or not re.match(r"[\w`]", token):
            raise self.error()
        self.at += 1
        return token[1:-1].replace("``", "`") if token.startswith("`") else token

    def number(self):
        token = self.next()
        if not token.isdigit():
            self.at -= 1
            raise self.error()
        return int(token)

    def type(self):
        start = self.at
        name = self.identifier().lower()
        if name == "array":
            self.expect("<")
            element = self.type()
            self.expect(">")
            return t.ArrayType(element)
        if name == "map":
            self.expect("<")
            key = self.type()
            self.expect(",")
            value = self.type()
            self.expect(">")
            return t.MapType(key, value)
        if name == "struct":
            self.expect("<")
            fields = [] if self.peek() == ">" else self.fields()
            self.expect(">")
            return t.StructType(fields)
        if name in _DECIMALS:
            return self.decimal()
        if name in ("char", "varchar", "character"):
            self.expect("(")
            self.number()
            self.expect(")")
            return t.StringType()
        if name in _NAMES:
            return _NAMES[name]()
        self.at = start
        raise self.error("\nDataType %s is not supported." % name)

    def decimal(self):
        if not self.take("("):
            return t.DecimalType(10, 0)
        precision = self.number()
        scale = self.number() if self.take(",") else 0
        self.expect(")")
        return t.DecimalType(precision, scale)

    def fields(self):
        found = [self.field()]
        while self.take(","):
            found.append(self.field())
        return found

    def field(self):
        name = self.identifier()
        self.take(":")
        type_ = self.type()
        nullable = True
        if self.take("not"):
            self.expect("null")
            nullable = False
        metadata = {"comment": self.next()[1:-1]} if self.take("comment") else None
        return t.StructField(name, type_, nullable, metadata)

    def end(self, value):
        if self.at < len(self.tokens):
            raise self.error()
        return value


def _first_success(attempts):
    failure = None
    for attempt in attempts:
        try:
            return attempt()
        except ParseException as error:
            failure = failure or error
    raise failure


def _whole(text, rule):
    parser = _Parser(text)
    return parser.end(rule(parser))


def parse_datatype_string(text):
    """A type, or the fields of a table, from its DDL; ParseException when it is neither."""
    return _first_success([
        lambda: t.StructType(_whole(text, _Parser.fields)),
        lambda: _whole(text, _Parser.type),
    ])
