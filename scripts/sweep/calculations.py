"""Calculations: code that ends, fails and is stopped; its output in S3; refusals by state; pages."""

import json
import uuid

import boto3

from client import INVALID, NULL, OPTIONS, RUN, bad, call, good, note, pages, too_big, until
from sessions import ended, make_workgroup, started, state_of

WORKGROUP = f"sweep-calculations-{RUN}"
ENDS = ("COMPLETED", "FAILED", "CANCELED")
s3 = boto3.client("s3", **OPTIONS)


def settled(calculation, states=ENDS):
    return until(lambda: call("GetCalculationExecution", CalculationExecutionId=calculation), lambda a: a["Status"]["State"] in states)


def text(uri):
    bucket, key = uri.removeprefix("s3://").split("/", 1)
    return s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode()


def ran(session, code):
    return settled(call("StartCalculationExecution", SessionId=session, CodeBlock=code)["CalculationExecutionId"])


def printed(session, code, wanted):
    done = ran(session, code)
    found = text(done["Result"]["StdOutS3Uri"])
    error = text(done["Result"]["StdErrorS3Uri"])
    note("StartCalculationExecution", None if done["Status"]["State"] == "COMPLETED" and found == wanted else f"{code!r} printed {found!r} and {error!r}")


def running(session, code):
    calculation = call("StartCalculationExecution", SessionId=session, CodeBlock=f"print('begun')\n{code}")["CalculationExecutionId"]
    answer = settled(calculation, ("RUNNING", *ENDS))
    until(lambda: text(answer["Result"]["StdOutS3Uri"]), lambda found: found == "begun\n")
    return calculation


def outcomes(session):
    asked = {"SessionId": session, "Description": "swept", "CodeBlock": "x = 6\nprint(x * 7)", "ClientRequestToken": str(uuid.uuid4())}
    first = good("StartCalculationExecution", lambda a: a["State"] == "CREATING", **asked)["CalculationExecutionId"]
    good("StartCalculationExecution", lambda a: a["CalculationExecutionId"] == first, **asked)
    bad("StartCalculationExecution", INVALID, "Idempotent parameters do not match", "IDEMPOTENT_PARAMETER_MISMATCH", **{**asked, "CodeBlock": "2"})
    done = settled(first)
    good("GetCalculationExecutionCode", lambda a: a["CodeBlock"] == asked["CodeBlock"], CalculationExecutionId=first)
    good("GetCalculationExecutionStatus", lambda a: a["Status"]["State"] == "COMPLETED" and a["Statistics"]["Progress"] == "100%" and a["Statistics"]["DpuExecutionInMillis"] > 0, CalculationExecutionId=first)
    good(
        "GetCalculationExecution",
        lambda a: a["SessionId"] == session
        and a["Description"] == "swept"
        and "StateChangeReason" not in a["Status"]
        and a["Status"]["CompletionDateTime"] >= a["Status"]["SubmissionDateTime"]
        and a["Result"]["ResultType"] == "application/vnd.aws.athena.v1+json"
        and a["Result"]["ResultS3Uri"].startswith(a["WorkingDirectory"]),
        CalculationExecutionId=first,
    )
    note("GetCalculationExecution", None if text(done["Result"]["StdOutS3Uri"]) == "42\n" else "stdout is not 42")
    document = json.loads(text(done["Result"]["ResultS3Uri"] + "outputs.json"))
    note("GetCalculationExecution", None if document["nbformat"] == 4 and document["outputs"] == [] else str(document)[:200])
    printed(session, "print(x)", "6\n")
    failed = ran(session, "print(x)\nfoobar")
    note("StartCalculationExecution", None if failed["Status"]["State"] == "FAILED" and "NameError" in failed["Status"]["StateChangeReason"] else str(failed["Status"]))
    error = text(failed["Result"]["StdErrorS3Uri"]).strip()
    note("StartCalculationExecution", None if error == 'File "<stdin>", line 2, in <module>\nNameError: name \'foobar\' is not defined' else error)
    deprecated = good("StartCalculationExecution", SessionId=session, CalculationConfiguration={"CodeBlock": "x"})["CalculationExecutionId"]
    settled(deprecated)
    bad("StartCalculationExecution", INVALID, "", SessionId=session, CodeBlock="x", CalculationConfiguration={"CodeBlock": "x"})
    bad("StartCalculationExecution", INVALID, "", SessionId=session)
    bad("StartCalculationExecution", INVALID, NULL, CodeBlock="x")
    bad("StartCalculationExecution", INVALID, "length less than or equal to 68000", SessionId=session, CodeBlock="x" * 68_001)
    return [deprecated, failed["CalculationExecutionId"], first]


def stops(session):
    for endless in ("while True: pass", "import time; time.sleep(600)"):
        calculation = running(session, f"kept = 1\n{endless}")
        note("GetSessionStatus", None if state_of(session) == "BUSY" else f"{session} is not BUSY")
        bad("StartCalculationExecution", INVALID, "Session is in the BUSY state", SessionId=session, CodeBlock="1")
        good("StopCalculationExecution", lambda a: a["State"] in ("CANCELING", "CANCELED"), CalculationExecutionId=calculation)
        stopped = settled(calculation)
        note("StopCalculationExecution", None if stopped["Status"]["State"] == "CANCELED" else str(stopped["Status"]))
        good("StopCalculationExecution", lambda a: a["State"] == "CANCELED", CalculationExecutionId=calculation)
        printed(session, "print(kept)", "1\n")


def calculations():
    make_workgroup(WORKGROUP, "PySpark engine version 3")
    session = started(WORKGROUP)
    outcomes(session)
    stops(session)
    whole = [c["CalculationExecutionId"] for c in call("ListCalculationExecutions", SessionId=session)["Calculations"]]
    for size in (1, 3):
        pages("ListCalculationExecutions", "Calculations", lambda found: [c["CalculationExecutionId"] for c in found] == whole, size, SessionId=session)
    good("ListCalculationExecutions", lambda a: [c["Status"]["State"] for c in a["Calculations"]] == ["CANCELED"] * 2, SessionId=session, StateFilter="CANCELED")
    bad("ListCalculationExecutions", INVALID, "enum value set", SessionId=session, StateFilter="CANCELLED")
    too_big("ListCalculationExecutions", 100, SessionId=session)
    missing = str(uuid.uuid4())
    for operation in ("GetCalculationExecution", "GetCalculationExecutionStatus", "GetCalculationExecutionCode", "StopCalculationExecution"):
        bad(operation, INVALID, f"Calculation {missing} not found", CalculationExecutionId=missing)
        bad(operation, INVALID, "length less than or equal to 36", CalculationExecutionId="x" * 37)
    for operation in ("ListCalculationExecutions", "StartCalculationExecution"):
        bad(operation, INVALID, f"Session {missing} not found", SessionId=missing, **({"CodeBlock": "1"} if operation.startswith("Start") else {}))
    last = running(session, "while True: pass")
    ended(session)
    taken = settled(last)["Status"]
    note("TerminateSession", None if taken["State"] in ("CANCELED", "FAILED") and session in taken["StateChangeReason"] else str(taken))
    bad("StartCalculationExecution", INVALID, "Session is in the TERMINATED state", SessionId=session, CodeBlock="1")
    good("DeleteWorkGroup", WorkGroup=WORKGROUP, RecursiveDeleteOption=True)
    bad("GetCalculationExecution", INVALID, f"Calculation {last} not found", CalculationExecutionId=last)
