from pyspark.sql._request import request
from pyspark.sql.utils import java_error

__all__ = ["RuntimeConfig"]

_MISSING = object()


def _check_string(value, name):
    if not isinstance(value, str):
        raise TypeError("expected %s '%s' to be a string (was '%s')" % (name, value, type(value).__name__))


class RuntimeConfig:
    """The settings of a session."""

    def set(self, key, value):
        text = str(value).lower() if isinstance(value, bool) else str(value)
        request("setConf", key=key, value=text)

    def get(self, key, default=_MISSING):
        _check_string(key, "key")
        if default is not _MISSING and default is not None:
            _check_string(default, "default")
        value = request("getConf", key=key)["value"]
        if value is not None:
            return value
        if default is _MISSING:
            raise java_error("o1.get", "java.util.NoSuchElementException", key)
        return default

    def unset(self, key):
        request("setConf", key=key, value=None)

    def isModifiable(self, key):
        _check_string(key, "key")
        return not key.startswith("spark.") or key.startswith("spark.sql.")
