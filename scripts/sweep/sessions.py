"""Spark sessions and executors: every operation, the states, refusals by engine and by state, pages."""

import json
import urllib.error
import urllib.request
import uuid

from client import ACCOUNT, INVALID, NULL, PREFIX, RUN, athena, bad, call, good, note, pages, too_big, until

PYSPARK_WG = f"sweep-pyspark-{RUN}"
CONNECT_WG = f"sweep-connect-{RUN}"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/sweep-execution"
ENDED = ("TERMINATED", "FAILED")


def make_workgroup(name, engine):
    configuration = {
        "EngineVersion": {"SelectedEngineVersion": engine},
        "ResultConfiguration": {"OutputLocation": PREFIX.rstrip("/")},
        "ExecutionRole": ROLE,
    }
    call("CreateWorkGroup", Name=name, Configuration=configuration, Tags=[{"Key": "team", "Value": "sweep"}])


def state_of(session):
    return call("GetSessionStatus", SessionId=session)["Status"]["State"]


def started(workgroup, **arguments):
    arguments.setdefault("EngineConfiguration", {"MaxConcurrentDpus": 4})
    session = call("StartSession", WorkGroup=workgroup, **arguments)["SessionId"]
    state = until(lambda: state_of(session), lambda state: state not in ("CREATING", "CREATED"))
    note("StartSession", None if state == "IDLE" else f"{session} is {state}")
    return session


def ended(session):
    call("TerminateSession", SessionId=session)
    until(lambda: state_of(session), lambda state: state in ENDED)


def status_of(url, headers):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def lifecycle():
    token = str(uuid.uuid4())
    asked = {
        "WorkGroup": PYSPARK_WG,
        "Description": "swept",
        "EngineConfiguration": {"CoordinatorDpuSize": 1, "DefaultExecutorDpuSize": 1, "MaxConcurrentDpus": 4, "SparkProperties": {"spark.sql.shuffle.partitions": "2"}},
        "SessionIdleTimeoutInMinutes": 30,
        "ClientRequestToken": token,
    }
    session = good("StartSession", lambda a: a["State"] in ("CREATING", "CREATED"), **asked)["SessionId"]
    until(lambda: state_of(session), lambda state: state == "IDLE")
    good("StartSession", lambda a: a["SessionId"] == session, **asked)
    bad("StartSession", INVALID, "Idempotent parameters do not match", "IDEMPOTENT_PARAMETER_MISMATCH", **{**asked, "Description": "other"})
    good("GetSessionStatus", lambda a: a["SessionId"] == session and a["Status"]["State"] == "IDLE" and a["Status"]["IdleSinceDateTime"] >= a["Status"]["StartDateTime"], SessionId=session)
    good(
        "GetSession",
        lambda a: a["EngineVersion"] == "PySpark engine version 3"
        and a["Description"] == "swept"
        and a["WorkGroup"] == PYSPARK_WG
        and a["EngineConfiguration"] == asked["EngineConfiguration"]
        and a["SessionConfiguration"]["IdleTimeoutSeconds"] == 1800
        and a["SessionConfiguration"]["SessionIdleTimeoutInMinutes"] == 30
        and a["SessionConfiguration"]["ExecutionRole"] == ROLE
        and a["SessionConfiguration"]["WorkingDirectory"].startswith(PREFIX)
        and a["Statistics"]["DpuExecutionInMillis"] > 0,
        SessionId=session,
    )
    good("ListExecutors", lambda a: a["SessionId"] == session and [(e["ExecutorType"], e["ExecutorState"], e["ExecutorSize"]) for e in a["ExecutorsSummary"]] == [("COORDINATOR", "REGISTERED", 1)] and a["ExecutorsSummary"][0]["StartDateTime"] > 1e12, SessionId=session)
    good("ListExecutors", lambda a: a["ExecutorsSummary"] == [], SessionId=session, ExecutorStateFilter="FAILED")
    bad("ListExecutors", INVALID, "enum value set", SessionId=session, ExecutorStateFilter="GONE")
    too_big("ListExecutors", 100, SessionId=session)
    good("TerminateSession", lambda a: a["State"] == "TERMINATING", SessionId=session)
    until(lambda: state_of(session), lambda state: state == "TERMINATED")
    good("TerminateSession", lambda a: a["State"] == "TERMINATED", SessionId=session)
    good("GetSession", lambda a: "EndDateTime" in a["Status"] and "IdleSinceDateTime" not in a["Status"], SessionId=session)
    good("StartSession", lambda a: a["SessionId"] == session, **asked)


def refusals():
    bad("StartSession", INVALID, NULL, EngineConfiguration={})
    bad("StartSession", INVALID, NULL, WorkGroup=PYSPARK_WG)
    bad("StartSession", INVALID, "WorkGroup is not found.", WorkGroup="sweep-missing", EngineConfiguration={})
    bad("StartSession", INVALID, "", WorkGroup="primary", EngineConfiguration={})
    bad("StartSession", INVALID, "Classifications", WorkGroup=PYSPARK_WG, EngineConfiguration={"Classifications": [{"Name": "spark-defaults"}]})
    bad("StartSession", INVALID, "SparkProperties", WorkGroup=CONNECT_WG, EngineConfiguration={"SparkProperties": {"a": "b"}})
    bad("StartSession", INVALID, "CoordinatorDpuSize", WorkGroup=CONNECT_WG, EngineConfiguration={"CoordinatorDpuSize": 1})
    bad("StartSession", INVALID, "less than or equal to 1", WorkGroup=PYSPARK_WG, EngineConfiguration={"CoordinatorDpuSize": 2})
    bad("StartSession", INVALID, "greater than or equal to 2", WorkGroup=PYSPARK_WG, EngineConfiguration={"MaxConcurrentDpus": 1})
    bad("StartSession", INVALID, "MonitoringConfiguration", WorkGroup=PYSPARK_WG, EngineConfiguration={}, MonitoringConfiguration={"ManagedLoggingConfiguration": {"Enabled": True}})
    bad("StartSession", INVALID, "NotebookVersion is required when NotebookId is provided.", WorkGroup=PYSPARK_WG, EngineConfiguration={"AdditionalConfigs": {"NotebookId": str(uuid.uuid4())}})
    for minutes, bound in ((0, "greater than or equal to 1"), (481, "less than or equal to 480")):
        bad("StartSession", INVALID, bound, WorkGroup=PYSPARK_WG, EngineConfiguration={}, SessionIdleTimeoutInMinutes=minutes)
    call("UpdateWorkGroup", WorkGroup=PYSPARK_WG, State="DISABLED")
    bad("StartSession", INVALID, f"WorkGroup {PYSPARK_WG} is disabled.", WorkGroup=PYSPARK_WG, EngineConfiguration={})
    call("UpdateWorkGroup", WorkGroup=PYSPARK_WG, State="ENABLED")
    missing = str(uuid.uuid4())
    for operation in ("GetSession", "GetSessionStatus", "TerminateSession", "ListExecutors", "GetSessionEndpoint"):
        bad(operation, INVALID, f"Session {missing} not found", SessionId=missing)
        bad(operation, INVALID, NULL)


def connect():
    properties = {"spark.dynamicAllocation.maxExecutors": "10"}
    classifications = [{"Name": "spark-defaults", "Properties": properties}]
    session = started(CONNECT_WG, EngineConfiguration={"MaxConcurrentDpus": 20, "Classifications": classifications}, Tags=[{"Key": "own", "Value": "1"}])
    arn = f"arn:aws:athena:{athena.meta.region_name}:{ACCOUNT}:workgroup/{CONNECT_WG}/session/{session}"
    good("GetSession", lambda a: a["EngineVersion"] == "Apache Spark version 3.5" and a["EngineConfiguration"]["Classifications"] == classifications and a["MonitoringConfiguration"]["ManagedLoggingConfiguration"]["Enabled"], SessionId=session)
    good("ListTagsForResource", lambda a: a["Tags"] == [{"Key": "own", "Value": "1"}, {"Key": "team", "Value": "sweep"}], ResourceARN=arn)
    good("TagResource", ResourceARN=arn, Tags=[{"Key": "later", "Value": ""}])
    good("UntagResource", ResourceARN=arn, TagKeys=["own", "later"])
    bad("ListTagsForResource", "ResourceNotFoundException", "", ResourceARN=f"{arn}x")
    endpoint = good("GetSessionEndpoint", lambda a: a["AuthTokenExpirationTime"].timestamp() > 0, SessionId=session)
    status, body = status_of(endpoint["EndpointUrl"], {"x-aws-proxy-auth": endpoint["AuthToken"]})
    note("GetSessionEndpoint", None if status == 501 and "Spark Connect" in json.loads(body)["message"] else f"{status} {body[:200]}")
    status, body = status_of(endpoint["EndpointUrl"], {"x-aws-proxy-auth": "broken"})
    note("GetSessionEndpoint", None if status == 403 else f"{status} {body[:200]}")
    dashboard = good("GetResourceDashboard", ResourceARN=arn)["Url"]
    status, body = status_of(dashboard, {"Accept": "text/html"})
    note("GetResourceDashboard", None if status == 200 and session in body else f"{status} {body[:200]}")
    bad("GetResourceDashboard", INVALID, "is not valid", ResourceARN=session)
    bad("GetResourceDashboard", INVALID, "", ResourceARN=f"arn:aws:athena:{athena.meta.region_name}:{ACCOUNT}:workgroup/{CONNECT_WG}")
    bad("StartCalculationExecution", INVALID, "", SessionId=session, CodeBlock="print(1)")
    bad("ListCalculationExecutions", INVALID, "", SessionId=session)
    ended(session)
    bad("GetSessionEndpoint", INVALID, "Session is in the TERMINATED state", SessionId=session)
    silent = started(CONNECT_WG, MonitoringConfiguration={"ManagedLoggingConfiguration": {"Enabled": False}}, CopyWorkGroupTags=False)
    arn = arn.replace(session, silent)
    good("ListTagsForResource", lambda a: a["Tags"] == [], ResourceARN=arn)
    bad("GetResourceDashboard", INVALID, "ManagedLoggingConfiguration", ResourceARN=arn)
    ended(silent)


def lists():
    sessions = [started(CONNECT_WG) for _ in range(3)][::-1]
    pyspark = started(PYSPARK_WG)
    bad("GetSessionEndpoint", INVALID, "", SessionId=pyspark)
    for size in (1, 2):
        pages("ListSessions", "Sessions", lambda found: [s["SessionId"] for s in found] == sessions, size, WorkGroup=CONNECT_WG)
    good("ListSessions", lambda a: a["Sessions"][0]["EngineVersion"]["EffectiveEngineVersion"] == "Apache Spark version 3.5" and a["Sessions"][0]["Status"]["State"] == "IDLE", WorkGroup=CONNECT_WG, StateFilter="IDLE")
    good("ListSessions", lambda a: a["Sessions"] == [], WorkGroup=CONNECT_WG, StateFilter="BUSY")
    bad("ListSessions", INVALID, "enum value set", WorkGroup=CONNECT_WG, StateFilter="GONE")
    bad("ListSessions", INVALID, "WorkGroup is not found.", WorkGroup="sweep-missing")
    too_big("ListSessions", 100, WorkGroup=CONNECT_WG)
    pages("ListExecutors", "ExecutorsSummary", lambda found: [e["ExecutorType"] for e in found] == ["WORKER", "COORDINATOR"], 1, SessionId=sessions[0])
    for session in (*sessions, pyspark):
        ended(session)
    good("ListSessions", lambda a: a["Sessions"] == [], WorkGroup=CONNECT_WG)
    good("ListSessions", lambda a: len(a["Sessions"]) >= 3, WorkGroup=CONNECT_WG, StateFilter="TERMINATED")


def sessions():
    make_workgroup(PYSPARK_WG, "PySpark engine version 3")
    make_workgroup(CONNECT_WG, "Apache Spark version 3.5")
    lifecycle()
    refusals()
    connect()
    lists()
    for name in (PYSPARK_WG, CONNECT_WG):
        bad("DeleteWorkGroup", INVALID, "not empty", WorkGroup=name)
        good("DeleteWorkGroup", WorkGroup=name, RecursiveDeleteOption=True)
