from pyspark.sql.types import Row
from pyspark.sql.column import Column
from pyspark.sql.dataframe import DataFrame, DataFrameNaFunctions, DataFrameStatFunctions
from pyspark.sql.group import GroupedData
from pyspark.sql.readwriter import DataFrameReader, DataFrameWriter
from pyspark.sql.catalog import Catalog
from pyspark.sql.session import SparkSession
from pyspark.sql.context import HiveContext, SQLContext
from pyspark.sql.window import Window, WindowSpec

__all__ = [
    "SparkSession", "SQLContext", "HiveContext", "DataFrame", "GroupedData", "Column", "Catalog", "Row",
    "DataFrameNaFunctions", "DataFrameStatFunctions", "Window", "WindowSpec", "DataFrameReader",
    "DataFrameWriter",
]
