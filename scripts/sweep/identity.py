"""STS through boto3: who calls, and the credentials of a role, which Athena and S3 take."""

import boto3
from botocore.exceptions import ClientError

from client import ACCOUNT, OPTIONS, note

ROLE = f"arn:aws:iam::{ACCOUNT}:role/sweep"
SESSION = f"arn:aws:sts::{ACCOUNT}:assumed-role/sweep/ana"


def refused(name, code, ask):
    try:
        answer = ask()
    except ClientError as error:
        found = error.response["Error"]
        note(name, None if found["Code"] == code else f"wanted {code}, got {found}")
    else:
        note(name, f"was answered: {str(answer)[:200]}")


def identity():
    sts = boto3.client("sts", **OPTIONS)
    own = sts.get_caller_identity()
    note("GetCallerIdentity", None if own["Account"] == ACCOUNT and own["Arn"].startswith(f"arn:aws:iam::{ACCOUNT}:user/") and own["UserId"] else str(own))

    assumed = sts.assume_role(RoleArn=ROLE, RoleSessionName="ana", DurationSeconds=900)
    right = assumed["AssumedRoleUser"]["Arn"] == SESSION and assumed["AssumedRoleUser"]["AssumedRoleId"].endswith(":ana")
    note("AssumeRole", None if right else str(assumed["AssumedRoleUser"]))
    keys = {
        "aws_access_key_id": assumed["Credentials"]["AccessKeyId"],
        "aws_secret_access_key": assumed["Credentials"]["SecretAccessKey"],
        "aws_session_token": assumed["Credentials"]["SessionToken"],
    }
    who = boto3.client("sts", **{**OPTIONS, **keys}).get_caller_identity()
    note("GetCallerIdentity", None if who["Arn"] == SESSION else str(who))
    boto3.client("athena", **{**OPTIONS, **keys}).list_work_groups()
    note("AssumeRole")
    boto3.client("s3", **{**OPTIONS, **keys}).list_objects_v2(Bucket="athenaeum-results", MaxKeys=1)
    note("AssumeRole")

    wrong_token = {**OPTIONS, **keys, "aws_session_token": "sweep"}
    wrong_secret = {**OPTIONS, **keys, "aws_secret_access_key": "not-the-secret"}
    refused("GetCallerIdentity", "InvalidClientTokenId", lambda: boto3.client("sts", **wrong_token).get_caller_identity())
    refused("GetCallerIdentity", "SignatureDoesNotMatch", lambda: boto3.client("sts", **wrong_secret).get_caller_identity())
    refused("AssumeRole", "AccessDenied", lambda: sts.assume_role(RoleArn="arn:aws:iam::210987654321:role/sweep", RoleSessionName="ana"))
    refused("AssumeRole", "ValidationError", lambda: sts.assume_role(RoleArn="no-arn-of-a-role", RoleSessionName="ana"))
    refused("AssumeRole", "ValidationError", lambda: sts.assume_role(RoleArn=ROLE, RoleSessionName="no blanks"))
    refused("AssumeRole", "ValidationError", lambda: sts.assume_role(RoleArn=ROLE, RoleSessionName="ana", DurationSeconds=899))
    refused("AssumeRole", "ValidationError", lambda: sts.assume_role(RoleArn=ROLE))
