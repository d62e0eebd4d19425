from pyspark._unsupported import refuse
from pyspark.version import __version__

__all__ = ["SparkContext"]

_LOG_LEVELS = ("ALL", "DEBUG", "ERROR", "FATAL", "INFO", "OFF", "TRACE", "WARN")


class SparkContext:
    """What a Spark application knows about itself. There are no RDDs: one process has no partitions to share."""

    _active_spark_context = None
    PACKAGE_EXTENSIONS = (".zip", ".egg", ".jar")

    def __init__(self, master=None, appName=None, conf=None, **_):
        if SparkContext._active_spark_context is not None:
            raise ValueError("Cannot run multiple SparkContexts at once; existing SparkContext is in use")
        self._app_name = appName or (conf.get("spark.app.name") if conf else None)
        SparkContext._active_spark_context = self

    @classmethod
    def getOrCreate(cls, conf=None):
        return cls._active_spark_context or cls(conf=conf)

    def _setting(self, key):
        from pyspark.sql._request import request

        return request("getConf", key=key)["value"]

    @property
    def version(self):
        return __version__

    @property
    def appName(self):
        return self._app_name or self._setting("spark.app.name") or "pyspark-shell"

    @property
    def applicationId(self):
        return self._setting("spark.app.id")

    @property
    def master(self):
        return self._setting("spark.master") or "local[*]"

    @property
    def pythonVer(self):
        import sys

        return "%d.%d" % sys.version_info[:2]

    @property
    def defaultParallelism(self):
        return int(self._setting("spark.default.parallelism") or 4)

    @property
    def defaultMinPartitions(self):
        return min(self.defaultParallelism, 2)

    def getConf(self):
        from pyspark.conf import SparkConf

        return SparkConf().setAppName(self.appName).setMaster(self.master)

    def setLogLevel(self, logLevel):
        """Checks the level; there is no JVM whose log it would change."""
        if str(logLevel).upper() not in _LOG_LEVELS:
            from pyspark.sql.utils import IllegalArgumentException

            raise IllegalArgumentException(
                "requirement failed: Supplied level %s did not match one of: %s"
                % (logLevel, ",".join(_LOG_LEVELS))
            )

    def setJobGroup(self, groupId, description, interruptOnCancel=False):
        self._job_group = groupId

    def setJobDescription(self, value):
        self._job_description = value

    def stop(self):
        """The session belongs to Athena: it ends with TerminateSession or when it has been idle for too long."""
        SparkContext._active_spark_context = None

    def __repr__(self):
        return "<SparkContext master=%s appName=%s>" % (self.master, self.appName)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


for _name in (
    "accumulator addFile addPyFile binaryFiles binaryRecords broadcast cancelAllJobs cancelJobGroup"
    " dump_profiles emptyRDD getCheckpointDir getLocalProperty hadoopFile hadoopRDD newAPIHadoopFile"
    " newAPIHadoopRDD parallelize pickleFile range runJob sequenceFile setCheckpointDir setLocalProperty"
    " setSystemProperty show_profiles sparkUser statusTracker textFile union wholeTextFiles"
).split():
    setattr(SparkContext, _name, refuse("SparkContext", _name))
