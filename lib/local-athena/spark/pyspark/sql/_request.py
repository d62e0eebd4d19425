"""The way to the SQL side of the session."""

import itertools

_plan_ids = itertools.count(1)

# Java's methods behind the requests, as Py4J tells where an error comes from.
_METHODS = {"collect": "collectToPython", "show": "showString", "write": "save", "explain": "explainString"}


def request(name, /, **body):
    """Asks the service; its refusal is raised as the exception of PySpark."""
    import athena_bridge

    from pyspark.sql._udf_calls import answer_call, refuse_inside
    from pyspark.sql.utils import exception_of

    refuse_inside()
    try:
        answer = athena_bridge.request("spark." + name, body)
        while "callFunction" in answer:
            answer = athena_bridge.request("spark.functionResults", answer_call(answer["callFunction"]))
        return answer
    except athena_bridge.BridgeError as error:
        raised = exception_of(error.error_class, error.message, _METHODS.get(name, name))
    raise raised from None


def with_plan_id(node):
    """The plan of a new frame."""
    return {**node, "planId": next(_plan_ids)}
