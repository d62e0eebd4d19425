"""Calls every operation of Athena's API, and STS, through an unmodified boto3 and says what is wrong.

    python3 scripts/sweep/boto3_sweep.py http://127.0.0.1:4570

Needs boto3 and a local-athena of its own that may be written to: what it makes, it names `sweep-…` and removes.
Ends with one line `N passed, N failed`; the exit status is 1 when something failed.
"""

import sys
import uuid

from calculations import calculations
from client import (
    ACCOUNT,
    INVALID,
    NULL,
    PREFIX,
    RUN,
    WG,
    athena,
    bad,
    call,
    failures,
    good,
    note,
    pages,
    passes,
    run,
    seen,
    settle,
    too_big,
    until,
)
from identity import identity
from notebooks import notebooks
from sessions import sessions
from settings import settings


def workgroups():
    good("CreateWorkGroup", Name=WG, Description="for the sweep", Tags=[{"Key": "team", "Value": "sweep"}],
         Configuration={"ResultConfiguration": {"OutputLocation": PREFIX}, "EnforceWorkGroupConfiguration": False, "BytesScannedCutoffPerQuery": 10_000_000})
    bad("CreateWorkGroup", INVALID, "WorkGroup is already created", Name=WG)
    bad("CreateWorkGroup", INVALID, "Tags provided upon WorkGroup creation must not be empty", Name=WG + "-b", Tags=[])
    bad("CreateWorkGroup", INVALID, NULL)
    bad("CreateWorkGroup", INVALID, "Member must satisfy regular expression pattern", Name="no blanks")
    bad("CreateWorkGroup", INVALID, "bytesScannedCutoffPerQuery", Name=WG + "-b", Configuration={"BytesScannedCutoffPerQuery": 5})
    good("GetWorkGroup", lambda a: a["WorkGroup"]["State"] == "ENABLED" and a["WorkGroup"]["Configuration"]["BytesScannedCutoffPerQuery"] == 10_000_000
         and a["WorkGroup"]["Configuration"]["EngineVersion"]["EffectiveEngineVersion"] == "Athena engine version 3", WorkGroup=WG)
    bad("GetWorkGroup", INVALID, "WorkGroup is not found.", "INVALID_INPUT", WorkGroup="sweep-missing")
    good("UpdateWorkGroup", WorkGroup=WG, Description="changed", ConfigurationUpdates={"RemoveBytesScannedCutoffPerQuery": True, "RequesterPaysEnabled": True})
    good("GetWorkGroup", lambda a: a["WorkGroup"]["Description"] == "changed" and "BytesScannedCutoffPerQuery" not in a["WorkGroup"]["Configuration"]
         and a["WorkGroup"]["Configuration"]["RequesterPaysEnabled"] is True, WorkGroup=WG)
    bad("UpdateWorkGroup", INVALID, "WorkGroup is not found.", WorkGroup="sweep-missing")
    bad("UpdateWorkGroup", INVALID, "Member must satisfy enum value set", WorkGroup=WG, State="PAUSED")
    good("UpdateWorkGroup", WorkGroup=WG, State="DISABLED")
    bad("StartQueryExecution", INVALID, f"WorkGroup {WG} is disabled.", QueryString="SELECT 1", WorkGroup=WG)
    bad("CreateNamedQuery", INVALID, "disabled", Name="n", Database="default", QueryString="SELECT 1", WorkGroup=WG)
    good("UpdateWorkGroup", WorkGroup=WG, State="ENABLED")
    pages("ListWorkGroups", "WorkGroups", lambda found: WG in [w["Name"] for w in found] and [w["Name"] for w in found] == sorted(w["Name"] for w in found), 1)
    too_big("ListWorkGroups", 50)
    bad("DeleteWorkGroup", INVALID, "", WorkGroup="primary")
    bad("DeleteWorkGroup", INVALID, "WorkGroup is not found.", WorkGroup="sweep-missing")


def tags():
    arn = f"arn:aws:athena:us-east-1:{ACCOUNT}:workgroup/{WG}"
    good("ListTagsForResource", lambda a: a["Tags"] == [{"Key": "team", "Value": "sweep"}], ResourceARN=arn)
    good("TagResource", ResourceARN=arn, Tags=[{"Key": "cost", "Value": "1"}, {"Key": "team", "Value": "two"}])
    good("ListTagsForResource", lambda a: {t["Key"]: t["Value"] for t in a["Tags"]} == {"cost": "1", "team": "two"}, ResourceARN=arn)
    good("UntagResource", ResourceARN=arn, TagKeys=["cost"])
    bad("ListTagsForResource", "ResourceNotFoundException", "", ResourceARN=arn + "-missing")
    bad("TagResource", "ResourceNotFoundException", "", ResourceARN=arn + "-missing", Tags=[{"Key": "a", "Value": "b"}])
    bad("UntagResource", "ResourceNotFoundException", "", ResourceARN=arn + "-missing", TagKeys=["a"])
    bad("TagResource", INVALID, "", ResourceARN=arn, Tags=[{"Key": f"k{i}", "Value": ""} for i in range(51)])
    bad("TagResource", INVALID, "", ResourceARN=arn, Tags=[{"Key": "aws:x", "Value": ""}])
    bad("ListTagsForResource", INVALID, "greater than or equal to 75", ResourceARN=arn, MaxResults=74)
    good("TagResource", ResourceARN=arn, Tags=[{"Key": f"t{i}", "Value": str(i)} for i in range(40)])
    pages("ListTagsForResource", "Tags", lambda found: len(found) == 41, 75, ResourceARN=arn)


def engines():
    pages("ListEngineVersions", "EngineVersions", lambda found: {"AUTO", "Athena engine version 3"} <= {e["SelectedEngineVersion"] for e in found}, 1)
    too_big("ListEngineVersions", 10)
    good("ListApplicationDPUSizes", lambda a: a["ApplicationDPUSizes"])
    too_big("ListApplicationDPUSizes", 100)


def queries():
    bad("StartQueryExecution", INVALID, "line 1:1: mismatched input 'SELEC'", "MALFORMED_QUERY", QueryString="SELEC 1", ResultConfiguration={"OutputLocation": PREFIX})
    bad("StartQueryExecution", INVALID, "outputLocation is not a valid S3 path.", "INVALID_INPUT", QueryString="SELECT 1", ResultConfiguration={"OutputLocation": "http://x"})
    bad("StartQueryExecution", INVALID, "WorkGroup is not found.", "INVALID_INPUT", QueryString="SELECT 1", WorkGroup="sweep-missing")
    bad("StartQueryExecution", INVALID, "Value at 'queryString' failed to satisfy constraint: Member must have length less than or equal to 262144", QueryString="SELECT " + "1" * 262_144)
    bad("StartQueryExecution", INVALID, "Value at 'clientRequestToken' failed to satisfy constraint: Member must have length greater than or equal to 32", QueryString="SELECT 1", ClientRequestToken="short")
    token = uuid.uuid4().hex
    first = good("StartQueryExecution", QueryString="SELECT 1", WorkGroup=WG, ClientRequestToken=token)["QueryExecutionId"]
    good("StartQueryExecution", lambda a: a["QueryExecutionId"] == first, QueryString="SELECT 1", WorkGroup=WG, ClientRequestToken=token)
    bad("StartQueryExecution", INVALID, "Idempotent parameters do not match", "IDEMPOTENT_PARAMETER_MISMATCH", QueryString="SELECT 2", WorkGroup=WG, ClientRequestToken=token)
    done = settle(first)
    note("StartQueryExecution", None if done["Status"]["State"] == "SUCCEEDED" else str(done["Status"]))
    good("GetQueryExecution", lambda a: a["QueryExecution"]["ResultConfiguration"]["OutputLocation"] == f"{PREFIX}{first}.csv"
         and a["QueryExecution"]["StatementType"] == "DML" and a["QueryExecution"]["SubstatementType"] == "SELECT", QueryExecutionId=first)
    missing = str(uuid.uuid4())
    for operation in ("GetQueryExecution", "GetQueryResults", "StopQueryExecution", "GetQueryRuntimeStatistics"):
        bad(operation, INVALID, f"QueryExecution {missing} was not found", "QUERY_EXECUTION_NOT_FOUND", QueryExecutionId=missing)
    bad("GetQueryExecution", INVALID, "Value null at 'queryExecutionId' " + NULL)
    good("BatchGetQueryExecution", lambda a: [e["QueryExecutionId"] for e in a["QueryExecutions"]] == [first]
         and a["UnprocessedQueryExecutionIds"][0]["QueryExecutionId"] == missing and a["UnprocessedQueryExecutionIds"][0]["ErrorCode"] == "QUERY_EXECUTION_NOT_FOUND", QueryExecutionIds=[first, missing])
    bad("BatchGetQueryExecution", INVALID, "Member must have length less than or equal to 50", QueryExecutionIds=[missing] * 51)
    bad("BatchGetQueryExecution", INVALID, "Member must have length greater than or equal to 1", QueryExecutionIds=[])
    good("GetQueryRuntimeStatistics", lambda a: a["QueryRuntimeStatistics"]["Timeline"]["TotalExecutionTimeInMillis"] >= 0 and a["QueryRuntimeStatistics"]["Rows"]["OutputRows"] == 1, QueryExecutionId=first)
    good("StopQueryExecution", QueryExecutionId=first)
    good("GetQueryExecution", lambda a: a["QueryExecution"]["Status"]["State"] == "SUCCEEDED", QueryExecutionId=first)

    many = run("SELECT x FROM UNNEST(sequence(1, 2500)) AS t(x)")["QueryExecutionId"]
    good("GetQueryResults", lambda a: len(a["ResultSet"]["Rows"]) == 1000 and a["NextToken"] and a["UpdateCount"] == 0, QueryExecutionId=many)
    rows, extra = [], {}
    while True:
        answer = call("GetQueryResults", QueryExecutionId=many, MaxResults=700, **extra)
        rows += answer["ResultSet"]["Rows"]
        if not answer.get("NextToken"):
            break
        extra = {"NextToken": answer["NextToken"]}
    note("GetQueryResults", None if len(rows) == 2501 and rows[0]["Data"][0]["VarCharValue"] == "x" else f"{len(rows)} rows")
    bad("GetQueryResults", INVALID, "Malformed nextPageToken abc", QueryExecutionId=many, NextToken="abc")
    bad("GetQueryResults", INVALID, "MaxResults is more than maximum allowed length 1000", QueryExecutionId=many, MaxResults=1001)
    bad("GetQueryResults", INVALID, "greater than or equal to 1", QueryExecutionId=many, MaxResults=0)
    failed = run("SELECT 1 / 0")
    note("StartQueryExecution", None if failed["Status"]["AthenaError"]["ErrorType"] == 1001 else str(failed["Status"]))
    bad("GetQueryResults", INVALID, "Query did not finish successfully. Final query state: FAILED", "INVALID_QUERY_EXECUTION_STATE", QueryExecutionId=failed["QueryExecutionId"])
    endless = "SELECT count(*) FROM UNNEST(sequence(1, 9000)) AS a(x) CROSS JOIN UNNEST(sequence(1, 9000)) AS b(y) CROSS JOIN UNNEST(sequence(1, 9000)) AS c(z) WHERE x * y = z"
    long = call("StartQueryExecution", QueryString=endless, ResultConfiguration={"OutputLocation": PREFIX})["QueryExecutionId"]
    bad("GetQueryResults", INVALID, "Query has not yet finished. Current state: ", "INVALID_QUERY_EXECUTION_STATE", QueryExecutionId=long)
    bad("GetQueryRuntimeStatistics", INVALID, "", "INVALID_QUERY_EXECUTION_STATE", QueryExecutionId=long)
    good("StopQueryExecution", QueryExecutionId=long)
    stopped = settle(long)
    note("StopQueryExecution", None if stopped["Status"]["State"] == "CANCELLED" and stopped["Status"]["StateChangeReason"] == "Query cancelled by user" and "AthenaError" not in stopped["Status"] else str(stopped["Status"]))
    bad("GetQueryResults", INVALID, "Could not find results", "RESULT_NOT_FOUND", QueryExecutionId=long)
    for _ in range(4):
        run("SELECT 1", WorkGroup=WG)
    pages("ListQueryExecutions", "QueryExecutionIds", lambda found: len(found) == 5 and found[-1] == first, 2, WorkGroup=WG)
    too_big("ListQueryExecutions", 50)
    bad("ListQueryExecutions", INVALID, "WorkGroup is not found.", WorkGroup="sweep-missing")
    reused = run("SELECT 1 AS one", WorkGroup=WG)
    again = run("SELECT 1 AS one", WorkGroup=WG, ResultReuseConfiguration={"ResultReuseByAgeConfiguration": {"Enabled": True, "MaxAgeInMinutes": 5}})
    del reused
    note("StartQueryExecution", None if again["Status"]["State"] == "SUCCEEDED" else str(again))


def named_queries():
    made = [good("CreateNamedQuery", Name=f"q{i}", Description="d", Database="default", QueryString=f"SELECT {i}", WorkGroup=WG)["NamedQueryId"] for i in range(5)]
    good("GetNamedQuery", lambda a: a["NamedQuery"] == {"Name": "q0", "Description": "d", "Database": "default", "QueryString": "SELECT 0", "NamedQueryId": made[0], "WorkGroup": WG}, NamedQueryId=made[0])
    missing = str(uuid.uuid4())
    for operation in ("GetNamedQuery", "DeleteNamedQuery"):
        bad(operation, INVALID, "", NamedQueryId=missing)
    bad("UpdateNamedQuery", INVALID, "", NamedQueryId=missing, Name="a", QueryString="SELECT 1")
    bad("CreateNamedQuery", INVALID, "Member must have length greater than or equal to 1", Name="n", Database="d", QueryString="SELECT 1", Description="")
    bad("CreateNamedQuery", INVALID, "WorkGroup is not found.", Name="n", Database="d", QueryString="SELECT 1", WorkGroup="sweep-missing")
    bad("CreateNamedQuery", INVALID, "3 validation errors detected")
    good("UpdateNamedQuery", NamedQueryId=made[0], Name="renamed", QueryString="SELECT 9", Description="")
    good("GetNamedQuery", lambda a: a["NamedQuery"]["Name"] == "renamed" and a["NamedQuery"]["QueryString"] == "SELECT 9", NamedQueryId=made[0])
    good("BatchGetNamedQuery", lambda a: len(a["NamedQueries"]) == 5 and a["UnprocessedNamedQueryIds"][0]["NamedQueryId"] == missing, NamedQueryIds=[*made, missing])
    bad("BatchGetNamedQuery", INVALID, "Member must have length less than or equal to 50", NamedQueryIds=[missing] * 51)
    pages("ListNamedQueries", "NamedQueryIds", lambda found: sorted(found) == sorted(made), 2, WorkGroup=WG)
    too_big("ListNamedQueries", 50)
    good("DeleteNamedQuery", NamedQueryId=made[1])
    bad("GetNamedQuery", INVALID, "", NamedQueryId=made[1])


def prepared_statements():
    names = [f"stmt_{i}" for i in range(4)]
    for name in names:
        good("CreatePreparedStatement", StatementName=name, WorkGroup=WG, QueryStatement="SELECT ? + 1", Description="d")
    bad("CreatePreparedStatement", INVALID, "", StatementName=names[0], WorkGroup=WG, QueryStatement="SELECT 1")
    bad("CreatePreparedStatement", INVALID, "Member must satisfy regular expression pattern", StatementName="1x", WorkGroup=WG, QueryStatement="SELECT 1")
    bad("CreatePreparedStatement", INVALID, "WorkGroup is not found.", StatementName="ab", WorkGroup="sweep-missing", QueryStatement="SELECT 1")
    good("GetPreparedStatement", lambda a: a["PreparedStatement"]["WorkGroupName"] == WG and a["PreparedStatement"]["QueryStatement"] == "SELECT ? + 1" and a["PreparedStatement"]["LastModifiedTime"], StatementName=names[0], WorkGroup=WG)
    for operation, extra in (("GetPreparedStatement", {}), ("DeletePreparedStatement", {}), ("UpdatePreparedStatement", {"QueryStatement": "SELECT 1"})):
        bad(operation, "ResourceNotFoundException", "", StatementName="missing_one", WorkGroup=WG, **extra)
    good("UpdatePreparedStatement", StatementName=names[0], WorkGroup=WG, QueryStatement="SELECT ? + 2")
    good("BatchGetPreparedStatement", lambda a: len(a["PreparedStatements"]) == 2 and a["UnprocessedPreparedStatementNames"][0]["ErrorCode"] == "STATEMENT_NOT_FOUND", PreparedStatementNames=[*names[:2], "missing_one"], WorkGroup=WG)
    pages("ListPreparedStatements", "PreparedStatements", lambda found: [s["StatementName"] for s in found] == names, 2, WorkGroup=WG)
    too_big("ListPreparedStatements", 50, WorkGroup=WG)
    execution = run(f"EXECUTE {names[0]} USING 40", WorkGroup=WG)
    good("GetQueryResults", lambda a: a["ResultSet"]["Rows"][1]["Data"][0]["VarCharValue"] == "42", QueryExecutionId=execution["QueryExecutionId"])
    good("DeletePreparedStatement", StatementName=names[3], WorkGroup=WG)


def catalogs():
    name = f"sweep_{RUN}"
    good("CreateDataCatalog", Name=name, Type="LAMBDA", Description="d", Parameters={"function": f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:f"}, Tags=[{"Key": "a", "Value": "b"}])
    bad("CreateDataCatalog", INVALID, "", Name=name, Type="LAMBDA", Parameters={"function": "arn:aws:lambda:us-east-1:123456789012:function:f"})
    bad("CreateDataCatalog", INVALID, "Member must satisfy enum value set", Name="x", Type="OTHER")
    bad("CreateDataCatalog", INVALID, "", Name=name + "b", Type="GLUE", Parameters={"catalog-id": "12"})
    good("GetDataCatalog", lambda a: a["DataCatalog"]["Type"] == "LAMBDA" and a["DataCatalog"]["Name"] == name, Name=name)
    good("GetDataCatalog", lambda a: a["DataCatalog"]["Type"] == "GLUE", Name="AwsDataCatalog")
    bad("GetDataCatalog", INVALID, "", Name="sweep_missing")
    good("UpdateDataCatalog", Name=name, Type="LAMBDA", Description="changed", Parameters={"function": f"arn:aws:lambda:us-east-1:{ACCOUNT}:function:g"})
    good("GetDataCatalog", lambda a: a["DataCatalog"]["Description"] == "changed", Name=name)
    bad("UpdateDataCatalog", INVALID, "", Name="sweep_missing", Type="LAMBDA", Parameters={"function": "arn:aws:lambda:us-east-1:123456789012:function:g"})
    bad("DeleteDataCatalog", INVALID, "", Name="AwsDataCatalog")
    good("CreateDataCatalog", Name=name + "_2", Type="GLUE", Parameters={"catalog-id": ACCOUNT})
    pages("ListDataCatalogs", "DataCatalogsSummary", lambda found: {"AwsDataCatalog", name, name + "_2"} <= {c["CatalogName"] for c in found}, 2)
    bad("ListDataCatalogs", INVALID, "greater than or equal to 2", MaxResults=1)
    too_big("ListDataCatalogs", 50)
    good("DeleteDataCatalog", Name=name)
    good("DeleteDataCatalog", Name=name + "_2")
    bad("DeleteDataCatalog", INVALID, "", Name=name)


def metadata():
    database = f"sweep_{RUN}"
    for sql in (f"CREATE DATABASE {database} COMMENT 'c'",
                *(f"CREATE EXTERNAL TABLE {database}.t{i} (id int COMMENT 'k', name string) PARTITIONED BY (day string) STORED AS PARQUET LOCATION '{PREFIX}t{i}/'" for i in range(3)),
                f"CREATE VIEW {database}.v AS SELECT id FROM {database}.t0"):
        execution = run(sql)
        note("StartQueryExecution", None if execution["Status"]["State"] == "SUCCEEDED" else f"{sql}: {execution['Status']}")
    good("GetDatabase", lambda a: a["Database"]["Name"] == database and a["Database"]["Description"] == "c", CatalogName="AwsDataCatalog", DatabaseName=database)
    bad("GetDatabase", "MetadataException", "EntityNotFoundException", CatalogName="AwsDataCatalog", DatabaseName="sweep_missing")
    bad("GetDatabase", INVALID, "", CatalogName="sweep_missing", DatabaseName=database)
    pages("ListDatabases", "DatabaseList", lambda found: {"default", database} <= {d["Name"] for d in found}, 1, CatalogName="AwsDataCatalog")
    too_big("ListDatabases", 50, CatalogName="AwsDataCatalog")
    good("GetTableMetadata", lambda a: a["TableMetadata"]["TableType"] == "EXTERNAL_TABLE" and a["TableMetadata"]["Columns"][0] == {"Name": "id", "Type": "int", "Comment": "k"}
         and a["TableMetadata"]["PartitionKeys"][0]["Name"] == "day" and a["TableMetadata"]["Parameters"]["location"].startswith(PREFIX[:-1]), CatalogName="AwsDataCatalog", DatabaseName=database, TableName="t0")
    good("GetTableMetadata", lambda a: a["TableMetadata"]["TableType"] == "VIRTUAL_VIEW", CatalogName="AwsDataCatalog", DatabaseName=database, TableName="v")
    bad("GetTableMetadata", "MetadataException", "EntityNotFoundException", CatalogName="AwsDataCatalog", DatabaseName=database, TableName="missing")
    pages("ListTableMetadata", "TableMetadataList", lambda found: [t["Name"] for t in found] == ["t0", "t1", "t2", "v"], 2, CatalogName="AwsDataCatalog", DatabaseName=database)
    good("ListTableMetadata", lambda a: [t["Name"] for t in a["TableMetadataList"]] == ["t1", "t2"], CatalogName="AwsDataCatalog", DatabaseName=database, Expression="t[12]")
    bad("ListTableMetadata", "MetadataException", "", CatalogName="AwsDataCatalog", DatabaseName="sweep_missing")
    too_big("ListTableMetadata", 50, CatalogName="AwsDataCatalog", DatabaseName=database)
    run(f"DROP DATABASE {database} CASCADE")


def capacity():
    name = f"sweep-{RUN}"
    good("CreateCapacityReservation", Name=name, TargetDpus=24, Tags=[{"Key": "a", "Value": "b"}])
    bad("CreateCapacityReservation", INVALID, "", Name=name, TargetDpus=24)
    bad("CreateCapacityReservation", INVALID, "Value at 'targetDpus' failed to satisfy constraint: Member must have value greater than or equal to 4", Name=name + "b", TargetDpus=3)
    read = lambda: call("GetCapacityReservation", Name=name)["CapacityReservation"]
    active = until(read, lambda r: r["Status"] == "ACTIVE")
    note("GetCapacityReservation", None if active["Status"] == "ACTIVE" and active["AllocatedDpus"] == 24 else str(active))
    bad("GetCapacityReservation", INVALID, "", Name="sweep-missing")
    bad("GetCapacityAssignmentConfiguration", INVALID, "", CapacityReservationName="sweep-missing")
    good("PutCapacityAssignmentConfiguration", CapacityReservationName=name, CapacityAssignments=[{"WorkGroupNames": [WG]}])
    good("GetCapacityAssignmentConfiguration", lambda a: a["CapacityAssignmentConfiguration"]["CapacityAssignments"] == [{"WorkGroupNames": [WG]}], CapacityReservationName=name)
    bad("PutCapacityAssignmentConfiguration", INVALID, "", CapacityReservationName=name, CapacityAssignments=[{"WorkGroupNames": ["sweep-missing"]}])
    good("UpdateCapacityReservation", Name=name, TargetDpus=28)
    updated = until(read, lambda r: r["Status"] == "ACTIVE" and r["AllocatedDpus"] == 28)
    note("UpdateCapacityReservation", None if updated["AllocatedDpus"] == 28 else str(updated))
    bad("UpdateCapacityReservation", INVALID, "", Name="sweep-missing", TargetDpus=24)
    bad("DeleteCapacityReservation", INVALID, "", Name=name)
    pages("ListCapacityReservations", "CapacityReservations", lambda found: name in [r["Name"] for r in found], 1)
    too_big("ListCapacityReservations", 50)
    good("PutCapacityAssignmentConfiguration", CapacityReservationName=name, CapacityAssignments=[])
    good("CancelCapacityReservation", Name=name)
    cancelled = until(read, lambda r: r["Status"] == "CANCELLED")
    note("CancelCapacityReservation", None if cancelled["Status"] == "CANCELLED" else str(cancelled))
    bad("CancelCapacityReservation", INVALID, "", Name="sweep-missing")
    good("DeleteCapacityReservation", Name=name)
    bad("DeleteCapacityReservation", INVALID, "", Name=name)


def ending():
    bad("DeleteWorkGroup", INVALID, "", WorkGroup=WG)
    good("DeleteWorkGroup", WorkGroup=WG, RecursiveDeleteOption=True)
    bad("GetWorkGroup", INVALID, "WorkGroup is not found.", WorkGroup=WG)


for part in (identity, workgroups, settings, tags, engines, queries, named_queries, prepared_statements, catalogs, metadata, capacity, sessions, calculations, notebooks, ending):
    try:
        part()
    except Exception as error:  # one part's ruin must not hide the others
        failures.append(f"{part.__name__} stopped: {type(error).__name__}: {error}")
for operation in sorted(set(athena.meta.service_model.operation_names) - seen):
    failures.append(f"{operation} was not called")
for failure in failures:
    print(failure)
print(f"{len(passes)} passed, {len(failures)} failed")
sys.exit(1 if failures else 0)
