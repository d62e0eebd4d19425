"""User-defined functions."""

import functools

from pyspark._unsupported import refuse
from pyspark.sql import types as t
from pyspark.sql._request import request
from pyspark.sql._udf_calls import keep
from pyspark.sql.column import Column, _to_expression

__all__ = ["UDFRegistration"]

_SQL_BATCHED_UDF = 100


def _create_udf(f, returnType):
    return UserDefinedFunction(f, returnType)._wrapped()


class UserDefinedFunction:
    """A function of Python that the service calls with the rows of its columns."""

    def __init__(self, func, returnType=t.StringType(), name=None, evalType=_SQL_BATCHED_UDF, deterministic=True):
        if not callable(func):
            raise TypeError(
                "Invalid function: not a function or callable (__call__ is not defined): {0}".format(type(func))
            )
        if not isinstance(returnType, (t.DataType, str)):
            raise TypeError(
                "Invalid returnType: returnType should be DataType or str but is {}".format(returnType)
            )
        self.func = func
        self._given_type = returnType
        self._id = None
        self._name = name or getattr(func, "__name__", type(func).__name__)
        self.evalType = evalType
        self.deterministic = deterministic

    @functools.cached_property
    def returnType(self):
        given = self._given_type
        return given if isinstance(given, t.DataType) else t._parse_datatype_string(given)

    def _known(self):
        """What the service has to know of it."""
        if self._id is None:
            self._id = keep(self.func, self.returnType)
        return {
            "id": self._id, "name": self._name, "type": self.returnType.jsonValue(),
            "deterministic": self.deterministic,
        }

    def __call__(self, *cols):
        return Column({"expr": "udf", **self._known(), "args": [_to_expression(col) for col in cols]})

    def _wrapped(self):
        """A plain function, so that help and doctest find what the user wrote."""
        names = [n for n in functools.WRAPPER_ASSIGNMENTS if hasattr(self.func, n) and n != "__type_params__"]

        @functools.wraps(self.func, assigned=names, updated=())
        def wrapper(*args):
            return self(*args)

        wrapper.__name__ = self._name
        wrapper.__module__ = getattr(self.func, "__module__", type(self.func).__module__)
        wrapper.func = self.func
        wrapper.returnType = self.returnType
        wrapper.evalType = self.evalType
        wrapper.deterministic = self.deterministic
        wrapper.asNondeterministic = functools.wraps(self.asNondeterministic)(
            lambda: self.asNondeterministic()._wrapped()
        )
        return wrapper

    def asNondeterministic(self):
        self.deterministic = False
        return self


class UDFRegistration:
    """spark.udf: functions that SQL knows by name."""

    def __init__(self, sparkSession):
        self.sparkSession = sparkSession

    def register(self, name, f, returnType=None):
        if hasattr(f, "asNondeterministic"):
            if returnType is not None:
                raise TypeError(
                    "Invalid return type: data type can not be specified when f is"
                    "a user-defined function, but got %s." % returnType
                )
            made = UserDefinedFunction(f.func, f.returnType, name, f.evalType, f.deterministic)
            returned = made._wrapped()
        else:
            made = UserDefinedFunction(f, t.StringType() if returnType is None else returnType, name)
            returned = made._wrapped()
        request("registerFunction", **made._known())
        return returned


for _name in ("registerJavaFunction", "registerJavaUDAF"):
    setattr(UDFRegistration, _name, refuse("UDFRegistration", _name))
