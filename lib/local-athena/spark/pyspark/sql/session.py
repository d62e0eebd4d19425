"""The way into Spark SQL."""

from threading import RLock

from pyspark._unsupported import refused_property, unsupported
from pyspark.sql import types as t
from pyspark.sql._local_data import infer_schema_of_rows, plain_rows, rename_fields
from pyspark.sql._request import request
from pyspark.sql._verify import make_type_verifier
from pyspark.sql._wire import encode
from pyspark.version import __version__

__all__ = ["SparkSession"]


class _Builder:
    def __init__(self):
        self._lock = RLock()
        self._options = {}

    def config(self, key=None, value=None, conf=None):
        with self._lock:
            if conf is None:
                self._options[key] = str(value).lower() if isinstance(value, bool) else str(value)
            else:
                self._options.update(conf.getAll())
        return self

    def master(self, master):
        return self.config("spark.master", master)

    def appName(self, name):
        return self.config("spark.app.name", name)

    def enableHiveSupport(self):
        return self

    def getOrCreate(self):
        """The session of this process, with the settings that the builder was given."""
        with self._lock:
            session = SparkSession._active or SparkSession()
            for key, value in self._options.items():
                if session.conf.isModifiable(key):
                    session.conf.set(key, value)
            if "spark.app.name" in self._options:
                session.sparkContext._app_name = self._options["spark.app.name"]
            return session


class _BuilderOfClass:
    """Each access starts a new builder, and SparkSession.builder needs no parentheses."""

    def __get__(self, instance, owner):
        return _Builder()


class SparkSession:
    """Makes frames from data, files, tables and SQL."""

    builder = _BuilderOfClass()
    Builder = _Builder
    _active = None

    def __init__(self, sparkContext=None, jsparkSession=None):
        self._context = sparkContext
        self._cached_tables = set()
        SparkSession._active = self

    @classmethod
    def getActiveSession(cls):
        return cls._active

    def newSession(self):
        """One Athena session has one set of temp views and settings, so there is no second one beside it."""
        raise unsupported("SparkSession.newSession")

    @property
    def sparkContext(self):
        if self._context is None:
            from pyspark.context import SparkContext

            self._context = SparkContext.getOrCreate()
        return self._context

    @property
    def version(self):
        return __version__

    @property
    def conf(self):
        from pyspark.sql.conf import RuntimeConfig

        return RuntimeConfig()

    @property
    def catalog(self):
        from pyspark.sql.catalog import Catalog

        return Catalog(self)

    @property
    def read(self):
        from pyspark.sql.readwriter import DataFrameReader

        return DataFrameReader(self)

    readStream = refused_property("SparkSession", "readStream")
    streams = refused_property("SparkSession", "streams")
    _jvm = refused_property("SparkSession", "_jvm")
    _jsparkSession = refused_property("SparkSession", "_jsparkSession")

    @property
    def udf(self):
        from pyspark.sql.udf import UDFRegistration

        return UDFRegistration(self)

    def _frame(self, node):
        from pyspark.sql.dataframe import DataFrame

        return DataFrame(node, self)

    def range(self, start, end=None, step=1, numPartitions=None):
        first, last = (0, start) if end is None else (start, end)
        return self._frame({"rel": "range", "start": int(first), "end": int(last), "step": int(step)})

    def sql(self, sqlQuery):
        return self._frame(request("sql", query=sqlQuery)["plan"])

    def table(self, tableName):
        return self._frame({"rel": "table", "name": tableName})

    def createDataFrame(self, data, schema=None, samplingRatio=None, verifySchema=True):
        from pyspark.sql.dataframe import DataFrame

        if isinstance(data, DataFrame):
            raise TypeError("data is already a DataFrame")
        if isinstance(schema, str):
            schema = t._parse_datatype_string(schema)
        elif isinstance(schema, (list, tuple)):
            schema = [str(name) for name in schema]
        rows, schema = _rows_and_schema(data, schema, verifySchema)
        encoded = [encode(row, schema) for row in rows]
        return self._frame({"rel": "local", "schema": schema.jsonValue(), "rows": encoded})

    def stop(self):
        """Athena ends a session by TerminateSession; what was made here can be used on."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def __repr__(self):
        return "<pyspark.sql.session.SparkSession object>"


SparkSession.sparkSession = property(lambda self: self)


def _rows_and_schema(data, schema, verify):
    """The rows as tuples, dicts or objects, and the type of each of them."""
    rows = list(data)
    if schema is None or isinstance(schema, list):
        inferred = infer_schema_of_rows(rows, schema)
        rows = plain_rows(rows, inferred)
        return rows, inferred if schema is None else rename_fields(inferred, schema)
    if not isinstance(schema, t.DataType):
        raise TypeError("schema should be StructType or list or None, but got: %s" % schema)
    if isinstance(schema, t.StructType):
        check = make_type_verifier(schema)
        struct = schema
    else:
        check = make_type_verifier(schema, name="field value")
        struct = t.StructType().add("value", schema)
    if verify:
        for row in rows:
            check(row)
    return (rows if struct is schema else [(row,) for row in rows]), struct
