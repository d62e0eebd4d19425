"""What the parts of the sweep share: the clients, the calls that must succeed or be refused, and what was found."""

import base64
import sys
import time
import uuid

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, ParamValidationError

ENDPOINT = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:4570"
OPTIONS = {
    "endpoint_url": ENDPOINT,
    "region_name": "us-east-1",
    "aws_access_key_id": sys.argv[2] if len(sys.argv) > 2 else "athenaeum",
    "aws_secret_access_key": sys.argv[3] if len(sys.argv) > 3 else "athenaeum",
    "config": Config(retries={"max_attempts": 0}, parameter_validation=False, s3={"addressing_style": "path"}),
}
athena = boto3.client("athena", **OPTIONS)
RUN = uuid.uuid4().hex[:8]
WG = f"sweep-{RUN}"
PREFIX = f"s3://athenaeum-results/sweep-{RUN}/"
ACCOUNT = "123456789012"
seen, failures = set(), []
passes = []


def note(name, problem=None):
    if problem is None:
        passes.append(name)
    else:
        failures.append(f"{name}: {problem}")


def call(operation, **arguments):
    seen.add(operation)
    method = "".join(("_" + c.lower()) if c.isupper() else c for c in operation).lstrip("_")
    method = {"list_application_d_p_u_sizes": "list_application_dpu_sizes"}.get(method, method)
    return getattr(athena, method)(**arguments)


def good(operation, check=None, **arguments):
    try:
        answer = call(operation, **arguments)
    except ClientError as error:
        note(operation, f"refused: {error}")
        return {}
    if "x-amzn-requestid" not in answer["ResponseMetadata"]["HTTPHeaders"]:
        note(operation, "no request id")
    try:
        problem = None if check is None or check(answer) else f"unexpected answer {str(answer)[:400]}"
    except Exception as error:  # the check read what is not there
        problem = f"{type(error).__name__} {error} in {str(answer)[:400]}"
    note(operation, problem)
    return answer


def bad(operation, code, text, athena_code=None, **arguments):
    try:
        answer = call(operation, **arguments)
    except ClientError as error:
        found = error.response["Error"]
        if found["Code"] != code or text not in found["Message"]:
            note(operation, f"wanted {code} {text!r}, got {found}")
        elif athena_code and error.response.get("AthenaErrorCode") != athena_code:
            note(operation, f"wanted AthenaErrorCode {athena_code}, got {error.response}")
        else:
            note(operation)
        return
    except ParamValidationError as error:
        note(operation, f"boto3 refused it by itself: {error}")
        return
    note(operation, f"{arguments} was accepted: {str(answer)[:200]}")


# Their tokens have no least length in the model.
TAKES_EMPTY_TOKENS = {"ListSessions", "ListExecutors", "ListCalculationExecutions"}


def pages(operation, key, wanted, size, **arguments):
    """Reads a list in pages and compares it with the whole; refuses tokens that are not its own."""
    found, token, count = [], None, 0
    while True:
        extra = {"NextToken": token} if token else {}
        answer = call(operation, MaxResults=size, **arguments, **extra)
        if len(answer[key]) > size:
            note(operation, f"a page of {len(answer[key])} with MaxResults {size}")
        found += answer[key]
        token, count = answer.get("NextToken"), count + 1
        if token == "":
            note(operation, "an empty NextToken")
        if not token or count > 500:
            break
    note(operation, None if wanted(found) else f"pages hold {str(found)[:300]}")
    for token in ("x", "broken-token", base64.b64encode(b"foreign" * 15).decode()):
        bad(operation, INVALID, "malformed", NextToken=token, **arguments) if operation != "GetQueryResults" else bad(
            operation, INVALID, f"Malformed nextPageToken {token}", NextToken=token, **arguments
        )
    empty = "malformed" if operation in TAKES_EMPTY_TOKENS else "Value at 'nextToken' failed to satisfy constraint: Member must have length greater than or equal to 1"
    bad(operation, INVALID, empty, NextToken="", **arguments)


INVALID = "InvalidRequestException"
NULL = "failed to satisfy constraint: Member must not be null"


def settle(identifier):
    while True:
        execution = athena.get_query_execution(QueryExecutionId=identifier)["QueryExecution"]
        if execution["Status"]["State"] not in ("QUEUED", "RUNNING"):
            return execution
        time.sleep(0.02)


def run(sql, **arguments):
    arguments.setdefault("ResultConfiguration", {"OutputLocation": PREFIX})
    return settle(call("StartQueryExecution", QueryString=sql, **arguments)["QueryExecutionId"])


def until(read, done, limit_s=60):
    deadline = time.time() + limit_s
    while time.time() < deadline:
        value = read()
        if done(value):
            return value
        time.sleep(0.1)
    return value


def too_big(operation, limit, **arguments):
    bad(operation, INVALID, f"Value at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to {limit}", MaxResults=limit + 1, **arguments)
