"""The entry points of Spark 1, on top of SparkSession."""

from pyspark.sql.session import SparkSession

__all__ = ["SQLContext", "HiveContext"]


class SQLContext:
    """The session under its name of Spark 1."""

    def __init__(self, sparkContext=None, sparkSession=None, jsqlContext=None):
        self.sparkSession = sparkSession or SparkSession.builder.getOrCreate()

    @classmethod
    def getOrCreate(cls, sc=None):
        return cls(sc)

    def __getattr__(self, name):
        return getattr(self.sparkSession, name)

    def setConf(self, key, value):
        self.sparkSession.conf.set(key, value)

    def getConf(self, key, defaultValue=None):
        return self.sparkSession.conf.get(key, defaultValue)

    def registerDataFrameAsTable(self, df, tableName):
        df.createOrReplaceTempView(tableName)

    def dropTempTable(self, tableName):
        self.sparkSession.catalog.dropTempView(tableName)

    def tableNames(self, dbName=None):
        return [table.name for table in self.sparkSession.catalog.listTables(dbName)]


class HiveContext(SQLContext):
    """SQLContext with Hive, which is always there."""
