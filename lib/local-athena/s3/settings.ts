import { requireBucket } from "./buckets";
import { ownerNodes } from "./list-objects";
import { noSuchKey, S3Error, type S3ErrorCode } from "./s3-error";
import { type S3Operation, sendXml } from "./s3-request";
import { document, node } from "./xml";

type Setting = string | { code: S3ErrorCode; message: string };

const acl = document("AccessControlPolicy", [
  node("Owner", ownerNodes),
  node("AccessControlList", [
    {
      markup: `<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CanonicalUser">${ownerNodes.map((it) => it.markup).join("")}</Grantee><Permission>FULL_CONTROL</Permission></Grant>`,
    },
  ]),
]);

/** What S3 answers for a private, unversioned bucket on which nothing was ever configured. */
const bucketSettings: Readonly<Record<string, Setting>> = {
  acl,
  accelerate: document("AccelerateConfiguration"),
  cors: {
    code: "NoSuchCORSConfiguration",
    message: "The CORS configuration does not exist",
  },
  lifecycle: {
    code: "NoSuchLifecycleConfiguration",
    message: "The lifecycle configuration does not exist",
  },
  logging: document("BucketLoggingStatus"),
  notification: document("NotificationConfiguration"),
  "object-lock": {
    code: "ObjectLockConfigurationNotFoundError",
    message: "Object Lock configuration does not exist for this bucket",
  },
  ownershipControls: document("OwnershipControls", [
    node("Rule", [node("ObjectOwnership", "BucketOwnerEnforced")]),
  ]),
  policy: { code: "NoSuchBucketPolicy", message: "The bucket policy does not exist" },
  policyStatus: { code: "NoSuchBucketPolicy", message: "The bucket policy does not exist" },
  replication: {
    code: "ReplicationConfigurationNotFoundError",
    message: "The replication configuration was not found",
  },
  requestPayment: document("RequestPaymentConfiguration", [node("Payer", "BucketOwner")]),
  tagging: { code: "NoSuchTagSet", message: "The TagSet does not exist" },
  versioning: document("VersioningConfiguration"),
  website: {
    code: "NoSuchWebsiteConfiguration",
    message: "The specified bucket does not have a website configuration",
  },
};

const objectSettings: Readonly<Record<string, string>> = {
  acl,
  tagging: document("Tagging", [node("TagSet")]),
};

export const bucketSettingNames = Object.keys(bucketSettings);
export const objectSettingNames = Object.keys(objectSettings);

/** GetBucketAcl, GetBucketPolicy, GetBucketVersioning and so on. */
export function getBucketSetting(name: string): S3Operation {
  return async (service, request, res) => {
    await requireBucket(service, request.bucket);
    const setting = bucketSettings[name] ?? "";
    if (typeof setting === "string") return sendXml(res, setting);
    throw new S3Error(setting.code, setting.message);
  };
}

/** GetObjectAcl and GetObjectTagging. */
export function getObjectSetting(name: string): S3Operation {
  return async (service, request, res) => {
    await requireBucket(service, request.bucket);
    if (!(await service.store.head(request.bucket, request.key))) throw noSuchKey();
    sendXml(res, objectSettings[name] ?? "");
  };
}
