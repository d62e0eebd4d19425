"""spark.read and df.write."""

from pyspark._unsupported import refuse
from pyspark.sql import types as t
from pyspark.sql._request import request
from pyspark.sql.utils import IllegalArgumentException

__all__ = ["DataFrameReader", "DataFrameWriter"]


def _text(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


class _Options:
    """Options by their lower-case names; None is no option."""

    def _init_options(self):
        self._options = {}

    def option(self, key, value):
        if value is not None:
            self._options[key.lower()] = _text(value)
        return self

    def options(self, **options):
        for key, value in options.items():
            self.option(key, value)
        return self


class DataFrameReader(_Options):
    """Reads files of the object store, and tables."""

    def __init__(self, spark):
        self._spark = spark
        self._format = None
        self._schema = None
        self._init_options()

    def format(self, source):
        self._format = source
        return self

    def schema(self, schema):
        if isinstance(schema, t.StructType):
            self._schema = schema.jsonValue()
        elif isinstance(schema, str):
            self._schema = schema
        else:
            raise TypeError("schema should be StructType or string")
        return self

    def load(self, path=None, format=None, schema=None, **options):
        if format is not None:
            self.format(format)
        if schema is not None:
            self.schema(schema)
        self.options(**options)
        given = dict(self._options)
        at_option = given.pop("path", None)
        paths = [path] if isinstance(path, str) else list(path) if path is not None else []
        if not paths and at_option is not None:
            paths = [at_option]
        node = {"rel": "read", "format": (self._format or "parquet").lower(), "paths": paths, "options": given}
        return self._spark._frame(node if self._schema is None else {**node, "schema": self._schema})

    def table(self, tableName):
        return self._spark.table(tableName)

    def parquet(self, *paths, **options):
        return self.load(list(paths), "parquet", **options)

    def orc(self, path, mergeSchema=None, pathGlobFilter=None, recursiveFileLookup=None, **options):
        return self.load(
            path, "orc", mergeSchema=mergeSchema, pathGlobFilter=pathGlobFilter,
            recursiveFileLookup=recursiveFileLookup, **options,
        )

    def text(self, paths, wholetext=False, lineSep=None, **options):
        return self.load(paths, "text", wholetext=wholetext, lineSep=lineSep, **options)

    def json(
        self, path, schema=None, primitivesAsString=None, prefersDecimal=None, allowComments=None,
        allowUnquotedFieldNames=None, allowSingleQuotes=None, allowNumericLeadingZero=None,
        allowBackslashEscapingAnyCharacter=None, mode=None, columnNameOfCorruptRecord=None,
        dateFormat=None, timestampFormat=None, multiLine=None, allowUnquotedControlChars=None,
        lineSep=None, samplingRatio=None, dropFieldIfAllNull=None, encoding=None, locale=None,
        **options,
    ):
        given = _arguments(locals(), ("self", "path", "schema"))
        return self.load(path, "json", schema, **given)

    def csv(
        self, path, schema=None, sep=None, encoding=None, quote=None, escape=None, comment=None,
        header=None, inferSchema=None, ignoreLeadingWhiteSpace=None, ignoreTrailingWhiteSpace=None,
        nullValue=None, nanValue=None, positiveInf=None, negativeInf=None, dateFormat=None,
        timestampFormat=None, maxColumns=None, maxCharsPerColumn=None,
        maxMalformedLogPerPartition=None, mode=None, columnNameOfCorruptRecord=None, multiLine=None,
        charToEscapeQuoteEscaping=None, samplingRatio=None, enforceSchema=None, emptyValue=None,
        locale=None, lineSep=None, **options,
    ):
        given = _arguments(locals(), ("self", "path", "schema"))
        return self.load(path, "csv", schema, **given)


def _arguments(named, without):
    """The options that a method was called with."""
    given = {key: value for key, value in named.items() if key not in (*without, "options")}
    return {**given, **named["options"]}


class DataFrameWriter(_Options):
    """Writes a frame to files or to a table."""

    _MODES = {
        "append": "append", "overwrite": "overwrite", "ignore": "ignore", "error": "error",
        "errorifexists": "error", "default": "error",
    }

    def __init__(self, df):
        self._df = df
        self._format = None
        self._mode = "error"
        self._partition_by = []
        self._init_options()

    def format(self, source):
        self._format = source
        return self

    def mode(self, saveMode):
        if saveMode:
            mode = self._MODES.get(saveMode.lower())
            if mode is None:
                raise IllegalArgumentException(
                    "Unknown save mode: %s. Accepted save modes are 'overwrite', 'append', 'ignore',"
                    " 'error', 'errorifexists', 'default'." % saveMode
                )
            self._mode = mode
        return self

    def partitionBy(self, *cols):
        self._partition_by = list(cols[0]) if len(cols) == 1 and isinstance(cols[0], (list, tuple)) else list(cols)
        return self

    def _run(self, target, options):
        body = {
            "plan": self._df._plan, "target": target, "mode": self._mode,
            "partitionBy": self._partition_by, "options": options,
        }
        request("write", **(body if self._format is None else {**body, "format": self._format.lower()}))

    def _given(self, format, mode, partitionBy, options):
        self.mode(mode).options(**options)
        if partitionBy is not None:
            self.partitionBy(*([partitionBy] if isinstance(partitionBy, str) else partitionBy))
        if format is not None:
            self.format(format)

    def save(self, path=None, format=None, mode=None, partitionBy=None, **options):
        self._given(format, mode, partitionBy, options)
        given = dict(self._options)
        at_option = given.pop("path", None)
        where = path if path is not None else at_option
        if where is None:
            raise IllegalArgumentException("'path' is not specified")
        self._run({"path": where}, given)

    def saveAsTable(self, name, format=None, mode=None, partitionBy=None, **options):
        self._given(format, mode, partitionBy, options)
        self._run({"table": name, "insertInto": False}, dict(self._options))

    def insertInto(self, tableName, overwrite=None):
        if overwrite is not None:
            self._mode = "overwrite" if overwrite else "append"
        elif self._mode != "overwrite":
            self._mode = "append"
        self._run({"table": tableName, "insertInto": True}, dict(self._options))

    def json(
        self, path, mode=None, compression=None, dateFormat=None, timestampFormat=None, lineSep=None,
        encoding=None, ignoreNullFields=None,
    ):
        self.save(path, "json", mode, **_arguments({**locals(), "options": {}}, ("self", "path", "mode")))

    def parquet(self, path, mode=None, partitionBy=None, compression=None):
        self.save(path, "parquet", mode, partitionBy, compression=compression)

    def orc(self, path, mode=None, partitionBy=None, compression=None):
        self.save(path, "orc", mode, partitionBy, compression=compression)

    def text(self, path, compression=None, lineSep=None):
        self.save(path, "text", compression=compression, lineSep=lineSep)

    def csv(
        self, path, mode=None, compression=None, sep=None, quote=None, escape=None, header=None,
        nullValue=None, escapeQuotes=None, quoteAll=None, dateFormat=None, timestampFormat=None,
        ignoreLeadingWhiteSpace=None, ignoreTrailingWhiteSpace=None, charToEscapeQuoteEscaping=None,
        encoding=None, emptyValue=None, lineSep=None,
    ):
        self.save(path, "csv", mode, **_arguments({**locals(), "options": {}}, ("self", "path", "mode")))


DataFrameReader.jdbc = refuse("DataFrameReader", "jdbc")
for _name in ("bucketBy", "sortBy", "jdbc"):
    setattr(DataFrameWriter, _name, refuse("DataFrameWriter", _name))
