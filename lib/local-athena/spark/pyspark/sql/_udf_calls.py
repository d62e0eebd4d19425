"""Calls of user-defined functions that the service asks for."""

import contextlib
import itertools
import sys

from pyspark.sql import types as t
from pyspark.sql._udf_values import converter
from pyspark.sql._wire import decoder
from pyspark.sql.utils import Py4JJavaError

_functions = {}
_numbers = itertools.count(1)
_running = False


def keep(function, return_type):
    """The number of a function, for as long as the session lives: views may hold it."""
    number = next(_numbers)
    _functions[number] = (function, converter(return_type))
    return number


def refuse_inside():
    """A worker of Spark has no session."""
    if _running:
        raise RuntimeError(
            "It appears that you are attempting to reference SparkContext from a broadcast variable, action,"
            " or transformation. SparkContext can only be used on the driver, not in code that it run on"
            " workers. For more information, see SPARK-5063."
        )


def answer_call(call):
    """One result for each row of arguments, or what the function raised."""
    global _running
    function, convert = _functions[call["id"]]
    decoders = [decoder(t._parse_datatype_json_value(type_)) for type_ in call["types"]]
    _running = True
    try:
        # Workers of Spark write to the log, and so to no output of the driver.
        with contextlib.redirect_stdout(sys.stderr):
            rows = ([decode(value) for decode, value in zip(decoders, row)] for row in call["rows"])
            return {"results": [convert(function(*row)) for row in rows]}
    except (KeyboardInterrupt, Py4JJavaError):
        raise
    except BaseException as error:
        return {"failure": _told(error)}
    finally:
        _running = False


def _told(error):
    from athena_tracebacks import format_error

    return (
        "\n  An exception was thrown from the Python worker. Please see the stack trace below.\n"
        "Traceback (most recent call last):\n" + format_error(error)
    )
