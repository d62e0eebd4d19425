"""Every setting of a workgroup: created, changed and taken away, and what is fixed at creation."""

from client import ACCOUNT, INVALID, RUN, bad, good

ROLE = f"arn:aws:iam::{ACCOUNT}:role/sweep"
KEY = f"arn:aws:kms:us-east-1:{ACCOUNT}:key/0a1b2c3d-0000-4000-8000-0123456789ab"
OTHER_KEY = "alias/sweep"
PLACE = "s3://athenaeum-results/settings/"
PYSPARK = {"EngineVersion": {"SelectedEngineVersion": "PySpark engine version 3"}, "ExecutionRole": ROLE, "ResultConfiguration": {"OutputLocation": PLACE}}
CONNECT = {"EngineVersion": {"SelectedEngineVersion": "Apache Spark version 3.5"}, "ExecutionRole": ROLE}
ENGINE = "EngineConfiguration"
RESULT = "ResultConfiguration"
MANAGED = "ManagedQueryResultsConfiguration"
MONITORING = "MonitoringConfiguration"
CONTENT = "CustomerContentEncryptionConfiguration"
IDENTITY = {"ExecutionRole": ROLE, "IdentityCenterConfiguration": {"EnableIdentityCenter": True, "IdentityCenterInstanceArn": "arn:aws:sso:::instance/ssoins-1234567890abcdef"}}
GRANTS = "QueryResultsS3AccessGrantsConfiguration"
ABSENT = object()


def at(configuration, path):
    for name in path.split("."):
        if not isinstance(configuration, dict) or name not in configuration:
            return ABSENT
        configuration = configuration[name]
    return configuration


def nest(path, value):
    for name in reversed(path.split(".")):
        value = {name: value}
    return value


def merged(base, change):
    both = {**base}
    for name, value in change.items():
        both[name] = merged(base[name], value) if isinstance(value, dict) and isinstance(base.get(name), dict) else value
    return both


def updated(path, value):
    """Where UpdateWorkGroup takes it: two parts have names of their own there."""
    for part in (RESULT, MANAGED):
        if path.startswith(part + "."):
            path = path.replace(part, part + "Updates", 1)
    return nest(path, value)


def holds(name, path, value):
    """What was emptied may be answered as empty or not at all."""
    answers = (ABSENT, {}, []) if value is ABSENT else (value,)
    good("GetWorkGroup", lambda a: at(a["WorkGroup"]["Configuration"], path) in answers, WorkGroup=name)


def dpus(properties):
    return [{"Name": "athena-query-engine-properties", "Properties": properties}]


# Path in the configuration, its engine, a value, another, how it is taken away (None: it cannot be), what it is then.
SETTINGS = [
    (f"{RESULT}.OutputLocation", {}, PLACE, PLACE + "b/", {f"{RESULT}Updates": {"RemoveOutputLocation": True}}, ABSENT),
    (f"{RESULT}.EncryptionConfiguration", {}, {"EncryptionOption": "SSE_S3"}, {"EncryptionOption": "SSE_KMS", "KmsKey": KEY},
     {f"{RESULT}Updates": {"RemoveEncryptionConfiguration": True}}, ABSENT),
    (f"{RESULT}.ExpectedBucketOwner", {RESULT: {"OutputLocation": PLACE}}, ACCOUNT, "000000000001", {f"{RESULT}Updates": {"RemoveExpectedBucketOwner": True}}, ABSENT),
    (f"{RESULT}.AclConfiguration", {RESULT: {"OutputLocation": PLACE}}, {"S3AclOption": "BUCKET_OWNER_FULL_CONTROL"}, None,
     {f"{RESULT}Updates": {"RemoveAclConfiguration": True}}, ABSENT),
    ("EnforceWorkGroupConfiguration", {}, True, False, None, False),
    ("PublishCloudWatchMetricsEnabled", {}, True, False, None, False),
    ("RequesterPaysEnabled", {}, True, False, None, False),
    ("BytesScannedCutoffPerQuery", {}, 10_000_000, 500_000_000_000, {"RemoveBytesScannedCutoffPerQuery": True}, ABSENT),
    (f"{MANAGED}.Enabled", {}, True, False, None, False),
    (f"{MANAGED}.EncryptionConfiguration.KmsKey", {MANAGED: {"Enabled": True}}, KEY, OTHER_KEY,
     {f"{MANAGED}Updates": {"RemoveEncryptionConfiguration": True}}, ABSENT),
    ("EngineVersion.SelectedEngineVersion", {}, "Athena engine version 3", "AUTO", None, "AUTO"),
    (f"{ENGINE}.Classifications", {}, dpus({"min-dpu-count": "4", "max-dpu-count": "24"}), dpus({"min-dpu-count": "8"}), {ENGINE: {"Classifications": []}}, ABSENT),
    ("ExecutionRole", PYSPARK, ROLE, ROLE + "-2", None, ROLE + "-2"),
    ("AdditionalConfiguration", PYSPARK, '{"kernel": "python"}', "{}", None, "{}"),
    (f"{CONTENT}.KmsKey", PYSPARK, KEY, OTHER_KEY, {"RemoveCustomerContentEncryptionConfiguration": True}, ABSENT),
    (f"{ENGINE}.MaxConcurrentDpus", PYSPARK, 2, 60, {ENGINE: {}}, ABSENT),
    (f"{ENGINE}.SparkProperties", PYSPARK, {"spark.sql.shuffle.partitions": "8"}, {"spark.sql.shuffle.partitions": "4"}, {ENGINE: {"SparkProperties": {}}}, ABSENT),
    (f"{ENGINE}.AdditionalConfigs", PYSPARK, {"mode": "fast"}, {"mode": "safe"}, {ENGINE: {"AdditionalConfigs": {}}}, ABSENT),
    (f"{MONITORING}.ManagedLoggingConfiguration", CONNECT, {"Enabled": True}, {"Enabled": True, "KmsKey": KEY}, {MONITORING: {"ManagedLoggingConfiguration": {"Enabled": False}}}, {"Enabled": False}),
    (f"{MONITORING}.S3LoggingConfiguration", CONNECT, {"Enabled": True, "LogLocation": PLACE}, {"Enabled": True, "LogLocation": PLACE, "KmsKey": KEY},
     {MONITORING: {"S3LoggingConfiguration": {"Enabled": False}}}, {"Enabled": False}),
    (f"{MONITORING}.CloudWatchLoggingConfiguration", CONNECT, {"Enabled": True, "LogGroup": "/sweep"}, {"Enabled": True, "LogGroup": "/sweep", "LogStreamNamePrefix": "s", "LogTypes": {"SPARK_DRIVER": ["STDOUT"]}},
     {MONITORING: {"CloudWatchLoggingConfiguration": {"Enabled": False}}}, {"Enabled": False}),
    (GRANTS, IDENTITY, {"EnableS3AccessGrants": True, "CreateUserLevelPrefix": True, "AuthenticationType": "DIRECTORY_IDENTITY"}, {"EnableS3AccessGrants": False, "AuthenticationType": "DIRECTORY_IDENTITY"},
     None, {"EnableS3AccessGrants": False, "AuthenticationType": "DIRECTORY_IDENTITY"}),
]
# What UpdateWorkGroup has no member for, or refuses to change.
FIXED = [
    ("IdentityCenterConfiguration.EnableIdentityCenter", IDENTITY, True),
    ("EnableMinimumEncryptionConfiguration", {}, True),
]


def settings():
    for number, (path, beside, first, second, removal, gone) in enumerate(SETTINGS):
        name = f"sweep-{RUN}-set{number}"
        good("CreateWorkGroup", Name=name, Configuration=merged(beside, nest(path, first)))
        holds(name, path, first)
        if second is not None:
            good("UpdateWorkGroup", WorkGroup=name, ConfigurationUpdates=updated(path, second))
            holds(name, path, second)
        if removal:
            good("UpdateWorkGroup", WorkGroup=name, ConfigurationUpdates=removal)
        holds(name, path, gone)
        good("DeleteWorkGroup", WorkGroup=name)
    for number, (path, beside, value) in enumerate(FIXED):
        name = f"sweep-{RUN}-fix{number}"
        good("CreateWorkGroup", Name=name, Configuration=merged(beside, nest(path, value)))
        holds(name, path, value)
        good("DeleteWorkGroup", WorkGroup=name)
    name = f"sweep-{RUN}-text"
    good("CreateWorkGroup", Name=name, Description="one", Configuration=PYSPARK)
    good("UpdateWorkGroup", WorkGroup=name, Description="")
    good("GetWorkGroup", lambda a: not a["WorkGroup"].get("Description"), WorkGroup=name)
    bad("UpdateWorkGroup", INVALID, "", WorkGroup=name, ConfigurationUpdates={"EngineVersion": {"SelectedEngineVersion": "Athena engine version 3"}})
    bad("UpdateWorkGroup", INVALID, "", WorkGroup=name, ConfigurationUpdates={"BytesScannedCutoffPerQuery": 9_999_999})
    good("DeleteWorkGroup", WorkGroup=name)
