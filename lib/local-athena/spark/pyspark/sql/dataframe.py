"""A frame: a plan that the service turns into rows."""

from pyspark._unsupported import refuse, refused_property
from pyspark.sql import types as t
from pyspark.sql._expressions import attribute
from pyspark.sql._frame_actions import FrameActions
from pyspark.sql._frame_columns import FrameColumns, quoted
from pyspark.sql._frame_rows import FrameRows
from pyspark.sql._frame_statistics import (
    DataFrameNaFunctions,
    DataFrameStatFunctions,
    FrameStatistics,
)
from pyspark.sql._request import request, with_plan_id
from pyspark.sql.column import Column
from pyspark.sql.utils import AnalysisException

__all__ = ["DataFrame", "DataFrameNaFunctions", "DataFrameStatFunctions"]


class DataFrame(FrameColumns, FrameRows, FrameActions, FrameStatistics):
    """Rows with named columns. Every transformation is checked when it is written, and runs when rows are asked for."""

    def __init__(self, node, sparkSession, schema=None):
        self._plan = with_plan_id(node)
        self.sparkSession = sparkSession
        self._kept = None
        self._schema = schema or t.StructType.fromJson(request("analyze", plan=self._plan)["schema"])

    def _with(self, node):
        return DataFrame(node, self.sparkSession)

    def _with_same_columns(self, node):
        """A frame of the same columns: nothing in it needs a check."""
        return DataFrame(node, self.sparkSession, self._schema)

    @property
    def sql_ctx(self):
        from pyspark.sql.context import SQLContext

        return SQLContext(sparkSession=self.sparkSession)

    @property
    def schema(self):
        return t.StructType.fromJson(self._schema.jsonValue())

    @property
    def columns(self):
        return list(self._schema.names)

    @property
    def dtypes(self):
        return [(field.name, field.dataType.simpleString()) for field in self._schema]

    @property
    def write(self):
        from pyspark.sql.readwriter import DataFrameWriter

        return DataFrameWriter(self)

    @property
    def na(self):
        return DataFrameNaFunctions(self)

    @property
    def stat(self):
        return DataFrameStatFunctions(self)

    rdd = refused_property("DataFrame", "rdd")
    writeStream = refused_property("DataFrame", "writeStream")
    isStreaming = False

    def isLocal(self):
        return self._plan["rel"] == "local"

    def printSchema(self):
        print(self._schema.treeString())

    def _resolve(self, name):
        """A column of this frame by its name, or an AnalysisException."""
        node = attribute(name, self._plan["planId"])
        if node["expr"] == "star":
            return Column({**node, "planId": self._plan["planId"]})
        known = [column.lower() for column in self._schema.names]
        if known.count(name.lower()) == 1 and "." not in name and "`" not in name:
            return Column(node)
        if "." in name or "`" in name or name.lower() in known:
            self._with({"rel": "project", "input": self._plan, "expressions": [node]})
            return Column(node)
        raise AnalysisException(
            'Cannot resolve column name "%s" among (%s)' % (name, ", ".join(self._schema.names))
        )

    def __getitem__(self, item):
        if isinstance(item, str):
            return self._resolve(item)
        if isinstance(item, Column):
            return self.filter(item)
        if isinstance(item, (list, tuple)):
            return self.select(*item)
        if isinstance(item, int):
            return self._resolve(quoted(self._schema.names[item]))
        raise TypeError("unexpected item type: %s" % type(item))

    def __getattr__(self, name):
        if name.startswith("_") or name not in self._schema.names:
            raise AttributeError("'%s' object has no attribute '%s'" % (type(self).__name__, name))
        return self._resolve(quoted(name))

    def __dir__(self):
        return sorted({*super().__dir__(), *(n for n in self._schema.names if n.isidentifier())})

    def __repr__(self):
        if self._eager():
            return request(
                "show", plan=self._plan, rows=self._eager_rows(), truncate=self._eager_truncate(), vertical=False
            )["text"]
        return "DataFrame[%s]" % ", ".join("%s: %s" % pair for pair in self.dtypes)

    def _eager(self):
        return self._setting("enabled", "false").lower() == "true"

    def _eager_rows(self):
        return int(self._setting("maxNumRows", "20"))

    def _eager_truncate(self):
        return int(self._setting("truncate", "20"))

    def _setting(self, name, default):
        return self.sparkSession.conf.get("spark.sql.repl.eagerEval." + name, default)

    def _repr_html_(self):
        from pyspark.sql._display import html_table

        return html_table(self, self._eager_rows(), self._eager_truncate()) if self._eager() else None

    def _repr_mimebundle_(self, include=None, exclude=None):
        from pyspark.sql._display import mime_bundle

        return mime_bundle(self)


for _name in (
    "checkpoint freqItems inputFiles localCheckpoint mapInArrow mapInPandas observe pandas_api sameSemantics"
    " semanticHash to_koalas to_pandas_on_spark withMetadata writeTo"
).split():
    setattr(DataFrame, _name, refuse("DataFrame", _name))
