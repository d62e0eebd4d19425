"""The exceptions that code of users catches."""

__all__ = [
    "CapturedException", "AnalysisException", "ParseException", "IllegalArgumentException",
    "StreamingQueryException", "QueryExecutionException", "PythonException", "UnknownException",
]


class CapturedException(Exception):
    def __init__(self, desc=None, stackTrace=None, cause=None, origin=None):
        super().__init__(desc)
        self.desc = desc or ""
        self.stackTrace = stackTrace or ""
        self.cause = cause
        self._origin = origin

    def __str__(self):
        return str(self.desc)


class AnalysisException(CapturedException):
    """Failed to analyze a SQL query plan."""


class ParseException(CapturedException):
    """Failed to parse a SQL command."""


class IllegalArgumentException(CapturedException):
    """Passed an illegal or inappropriate argument."""


class StreamingQueryException(CapturedException):
    """Exception that stopped a streaming query."""


class QueryExecutionException(CapturedException):
    """Failed to execute a query."""


class PythonException(CapturedException):
    """Exceptions thrown from Python workers."""


class UnknownException(CapturedException):
    """None of the above exceptions."""


class Py4JJavaError(Exception):
    """An exception of the engine that has no class of its own; it has the name that it has in PySpark."""

    def __init__(self, msg, java_exception=None):
        super().__init__(msg)
        self.errmsg = msg
        self.java_exception = java_exception

    def __str__(self):
        return self.errmsg


Py4JJavaError.__module__ = "py4j.protocol"


def java_error(method, java_class, message):
    """An error as Py4J words it."""
    return _called(method, "%s: %s" % (java_class, message))


def _called(method, message):
    return Py4JJavaError("An error occurred while calling %s.\n: %s" % (method, message))


def exception_of(error_class, message, method):
    """The exception for a refusal of the service."""
    if error_class == "Py4JJavaError":
        return _called("o1.%s" % method, message)
    known = {
        "AnalysisException": AnalysisException,
        "ParseException": ParseException,
        "IllegalArgumentException": IllegalArgumentException,
        "QueryExecutionException": QueryExecutionException,
        "PythonException": PythonException,
    }
    return known.get(error_class, UnknownException)(message)
