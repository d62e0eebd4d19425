from pyspark.conf import SparkConf
from pyspark.context import SparkContext
from pyspark.sql import Row, SQLContext
from pyspark.storagelevel import StorageLevel
from pyspark.version import __version__

__all__ = ["Row", "SQLContext", "SparkConf", "SparkContext", "StorageLevel", "__version__"]
