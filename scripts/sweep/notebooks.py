"""Notebooks: every operation, good calls, refusals and pages, with and without a session."""

import json
import urllib.error
import urllib.request
import uuid

from client import INVALID, NULL, PREFIX, RUN, bad, call, good, note, pages, too_big, until

SPARK_WG = f"sweep-notebooks-{RUN}"
NOTEBOOK_VERSION = "Athena notebook version 1"


def document(source):
    cell = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": source}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4})


def status_of(url):
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def content():
    created = good("CreateNotebook", WorkGroup=SPARK_WG, Name="first")["NotebookId"]
    bad("CreateNotebook", INVALID, "already exists", WorkGroup=SPARK_WG, Name="first")
    bad("CreateNotebook", INVALID, NULL, Name="x")
    bad("CreateNotebook", INVALID, "Member must satisfy regular expression pattern", WorkGroup=SPARK_WG, Name="a/b")
    bad("CreateNotebook", INVALID, "WorkGroup is not found.", WorkGroup="sweep-missing", Name="x")
    bad("CreateNotebook", INVALID, "", WorkGroup="primary", Name="x")
    good("ExportNotebook", lambda a: json.loads(a["Payload"])["nbformat"] == 4 and a["NotebookMetadata"]["Name"] == "first", NotebookId=created)
    good("UpdateNotebook", NotebookId=created, Payload=document("print(1)"), Type="IPYNB")
    good("ExportNotebook", lambda a: a["Payload"] == document("print(1)"), NotebookId=created)
    bad("UpdateNotebook", INVALID, "", NotebookId=created, Payload="{}", Type="IPYNB")
    bad("UpdateNotebook", INVALID, "enum value set", NotebookId=created, Payload=document(""), Type="PY")
    bad("UpdateNotebook", INVALID, "", NotebookId=created, Payload=document(""), Type="IPYNB", SessionId=str(uuid.uuid4()))
    good("UpdateNotebookMetadata", NotebookId=created, Name="renamed")
    good("GetNotebookMetadata", lambda a: a["NotebookMetadata"]["Name"] == "renamed" and a["NotebookMetadata"]["Type"] == "IPYNB", NotebookId=created)
    token = str(uuid.uuid4())
    imported = good("ImportNotebook", WorkGroup=SPARK_WG, Name="second", Type="IPYNB", Payload=document("2"), ClientRequestToken=token)["NotebookId"]
    good("ImportNotebook", lambda a: a["NotebookId"] == imported, WorkGroup=SPARK_WG, Name="second", Type="IPYNB", Payload=document("2"), ClientRequestToken=token)
    bad("ImportNotebook", INVALID, "Idempotent parameters do not match", WorkGroup=SPARK_WG, Name="third", Type="IPYNB", Payload=document("2"), ClientRequestToken=token)
    bad("ImportNotebook", INVALID, "Exactly one of", WorkGroup=SPARK_WG, Name="third", Type="IPYNB")
    bad("ImportNotebook", INVALID, "length less than or equal to 10485760", WorkGroup=SPARK_WG, Name="third", Type="IPYNB", Payload=document("x" * 10_485_760))
    bad("UpdateNotebookMetadata", INVALID, "already exists", NotebookId=imported, Name="renamed")
    for number in range(3):
        call("CreateNotebook", WorkGroup=SPARK_WG, Name=f"many {number}")
    names = ["many 0", "many 1", "many 2", "renamed", "second"]
    for size in (1, 2):
        pages("ListNotebookMetadata", "NotebookMetadataList", lambda found: [n["Name"] for n in found] == names, size, WorkGroup=SPARK_WG)
    good("ListNotebookMetadata", lambda a: [n["Name"] for n in a["NotebookMetadataList"]] == names[:3], WorkGroup=SPARK_WG, Filters={"Name": "many"})
    too_big("ListNotebookMetadata", 50, WorkGroup=SPARK_WG)
    missing = str(uuid.uuid4())
    for operation in ("ExportNotebook", "GetNotebookMetadata", "DeleteNotebook"):
        bad(operation, INVALID, "was not found", NotebookId=missing)
        bad(operation, INVALID, "Member must satisfy regular expression pattern", NotebookId="no-uuid")
    bad("UpdateNotebookMetadata", INVALID, "was not found", NotebookId=missing, Name="x")
    bad("ListNotebookSessions", "ResourceNotFoundException", "was not found", NotebookId=missing)
    return created


def with_session(notebook):
    good("ListNotebookSessions", lambda a: a["NotebookSessionsList"] == [], NotebookId=notebook)
    session = good(
        "StartSession",
        WorkGroup=SPARK_WG,
        NotebookVersion=NOTEBOOK_VERSION,
        EngineConfiguration={"MaxConcurrentDpus": 4, "AdditionalConfigs": {"NotebookId": notebook}},
    )["SessionId"]
    pages("ListNotebookSessions", "NotebookSessionsList", lambda found: [s["SessionId"] for s in found] == [session], 1, NotebookId=notebook)
    bad("UpdateNotebook", INVALID, "SessionId", NotebookId=notebook, Payload=document("3"), Type="IPYNB")
    good("UpdateNotebook", NotebookId=notebook, Payload=document("3"), Type="IPYNB", SessionId=session)
    bad("UpdateNotebookMetadata", INVALID, session, NotebookId=notebook, Name="open")
    bad("DeleteNotebook", INVALID, session, NotebookId=notebook)
    presigned = good("CreatePresignedNotebookUrl", lambda a: a["AuthToken"] in a["NotebookUrl"] and isinstance(a["AuthTokenExpirationTime"], int), SessionId=session)
    bad("CreatePresignedNotebookUrl", INVALID, "", SessionId=str(uuid.uuid4()))
    status, page = status_of(presigned["NotebookUrl"])
    note("CreatePresignedNotebookUrl", None if status == 200 and "renamed" in page else f"{status} {page[:200]}")
    call("TerminateSession", SessionId=session)
    until(lambda: call("GetSessionStatus", SessionId=session)["Status"]["State"], lambda state: state == "TERMINATED")
    status, _ = status_of(presigned["NotebookUrl"])
    note("CreatePresignedNotebookUrl", None if status == 403 else f"{status} after the end of the session")
    good("DeleteNotebook", NotebookId=notebook)
    bad("ExportNotebook", INVALID, "was not found", NotebookId=notebook)


def notebooks():
    call(
        "CreateWorkGroup",
        Name=SPARK_WG,
        Configuration={
            "EngineVersion": {"SelectedEngineVersion": "PySpark engine version 3"},
            "ResultConfiguration": {"OutputLocation": PREFIX.rstrip("/")},
            "ExecutionRole": "arn:aws:iam::123456789012:role/sweep-execution",
        },
    )
    with_session(content())
    bad("DeleteWorkGroup", INVALID, "not empty", WorkGroup=SPARK_WG)
    good("DeleteWorkGroup", WorkGroup=SPARK_WG, RecursiveDeleteOption=True)
