"""Functions of columns."""

from pyspark.sql.functions.aggregates import *  # noqa: F403
from pyspark.sql.functions.collections import *  # noqa: F403
from pyspark.sql.functions.columns import *  # noqa: F403
from pyspark.sql.functions.numbers import *  # noqa: F403
from pyspark.sql.functions.strings import *  # noqa: F403
from pyspark.sql.functions.times import *  # noqa: F403
from pyspark.sql.functions.udfs import *  # noqa: F403

__all__ = sorted(
    name
    for name, function in globals().items()
    if getattr(function, "__module__", "").startswith("pyspark.sql.functions")
)
for _name in __all__:
    globals()[_name].__module__ = __name__
