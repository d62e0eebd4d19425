"""What runs a frame: rows to Python, text, views."""

from pyspark._unsupported import unsupported
from pyspark.sql import types as t
from pyspark.sql._request import request
from pyspark.sql._wire import decoder
from pyspark.storagelevel import StorageLevel


class _Lines:
    """The JSON of rows: what toJSON gives. It is no RDD, but it can be read like one."""

    def __init__(self, frame):
        self._frame = frame

    def collect(self):
        return [row[0] for row in self._frame.collect()]

    def take(self, num):
        return [row[0] for row in self._frame.take(num)]

    def first(self):
        return self.take(1)[0]

    def count(self):
        return self._frame.count()

    def toLocalIterator(self, prefetchPartitions=False):
        return iter(self.collect())

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        raise unsupported("RDD.%s" % name)


def _explain_mode(extended, mode):
    if extended is not None and mode is not None:
        raise ValueError("extended and mode should not be set together.")
    if mode is None and isinstance(extended, str):
        mode = extended
    if mode is None:
        if extended is not None and not isinstance(extended, bool):
            raise TypeError(
                "extended (optional) should be provided as bool, got {0}".format(type(extended))
            )
        return "extended" if extended else "simple"
    known = ("simple", "extended", "codegen", "cost", "formatted")
    if mode.lower() not in known:
        from pyspark.sql.utils import IllegalArgumentException

        raise IllegalArgumentException(
            "Unknown explain mode: %s. Accepted explain modes are 'simple', 'extended', 'codegen', 'cost',"
            " 'formatted'." % mode
        )
    return mode.lower()


class FrameActions:
    def collect(self):
        answer = request("collect", plan=self._plan)
        decode = decoder(t.StructType.fromJson(answer["schema"]))
        return [decode(row) for row in answer["rows"]]

    def toLocalIterator(self, prefetchPartitions=False):
        return iter(self.collect())

    def take(self, num):
        return self.limit(num).collect()

    def tail(self, num):
        return self._with_same_columns({"rel": "tail", "input": self._plan, "limit": num}).collect()

    def head(self, n=None):
        if n is None:
            rows = self.take(1)
            return rows[0] if rows else None
        return self.take(n)

    def first(self):
        return self.head()

    def isEmpty(self):
        return not self.take(1)

    def count(self):
        return int(self.groupBy().count().collect()[0][0])

    def show(self, n=20, truncate=True, vertical=False):
        if not isinstance(n, int) or isinstance(n, bool):
            raise TypeError("Parameter 'n' (number of rows) must be an int")
        if not isinstance(vertical, bool):
            raise TypeError("Parameter 'vertical' must be a bool")
        if isinstance(truncate, bool):
            width = 20 if truncate else 0
        else:
            try:
                width = int(truncate)
            except ValueError:
                raise TypeError(
                    "Parameter 'truncate={}' should be either bool or int.".format(truncate)
                ) from None
        print(request("show", plan=self._plan, rows=n, truncate=width, vertical=vertical)["text"])

    def explain(self, extended=None, mode=None):
        print(request("explain", plan=self._plan, mode=_explain_mode(extended, mode))["text"])

    def foreach(self, f):
        for row in self.collect():
            f(row)

    def foreachPartition(self, f):
        f(iter(self.collect()))

    def toJSON(self, use_unicode=True):
        from pyspark.sql import functions as F

        return _Lines(self.select(F.to_json(F.struct("*")).alias("value")))

    def toPandas(self):
        raise ImportError("Pandas >= 0.23.2 must be installed; however, it was not found.")

    def cache(self):
        return self.persist()

    def persist(self, storageLevel=StorageLevel.MEMORY_AND_DISK_DESER):
        """Remembers that it was asked for; every action reads anew."""
        self._kept = storageLevel
        return self

    def unpersist(self, blocking=False):
        self._kept = None
        return self

    @property
    def is_cached(self):
        return self._kept is not None

    @property
    def storageLevel(self):
        return self._kept or StorageLevel.NONE

    def _create_view(self, name, replace, is_global):
        request("createView", **{"plan": self._plan, "name": name, "replace": replace, "global": is_global})

    def createTempView(self, name):
        self._create_view(name, False, False)

    def createOrReplaceTempView(self, name):
        self._create_view(name, True, False)

    registerTempTable = createOrReplaceTempView

    def createGlobalTempView(self, name):
        self._create_view(name, False, True)

    def createOrReplaceGlobalTempView(self, name):
        self._create_view(name, True, True)
