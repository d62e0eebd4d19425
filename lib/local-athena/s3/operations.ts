import { createBucket, deleteBucket, getBucketLocation, headBucket, listBuckets } from "./buckets";
import { copyObject } from "./copy-object";
import { listObjects, listObjectsV2 } from "./list-objects";
import {
  abortMultipartUpload,
  completeMultipartUpload,
  createMultipartUpload,
  listMultipartUploads,
  listParts,
  uploadPart,
  uploadPartCopy,
} from "./multipart";
import { getObject, headObject } from "./read-object";
import { invalidArgument, notImplemented, S3Error } from "./s3-error";
import type { S3Operation, S3Request } from "./s3-request";
import {
  bucketSettingNames,
  getBucketSetting,
  getObjectSetting,
  objectSettingNames,
} from "./settings";
import { deleteObject, deleteObjects, putObject } from "./write-object";

type Route = { method: string; subresource?: string; operation: S3Operation };

const bucketRoutes: Route[] = [
  { method: "GET", operation: listObjects },
  { method: "PUT", operation: createBucket },
  { method: "HEAD", operation: headBucket },
  { method: "DELETE", operation: deleteBucket },
  { method: "GET", subresource: "list-type", operation: listObjectsV2 },
  { method: "GET", subresource: "location", operation: getBucketLocation },
  { method: "GET", subresource: "uploads", operation: listMultipartUploads },
  { method: "POST", subresource: "delete", operation: deleteObjects },
  ...bucketSettingNames.map((subresource) => ({
    method: "GET",
    subresource,
    operation: getBucketSetting(subresource),
  })),
];

const objectRoutes: Route[] = [
  { method: "GET", operation: getObject },
  { method: "HEAD", operation: headObject },
  { method: "PUT", operation: putOrCopy(putObject, copyObject) },
  { method: "DELETE", operation: deleteObject },
  { method: "POST", subresource: "uploads", operation: createMultipartUpload },
  { method: "PUT", subresource: "uploadId", operation: putOrCopy(uploadPart, uploadPartCopy) },
  { method: "POST", subresource: "uploadId", operation: completeMultipartUpload },
  { method: "DELETE", subresource: "uploadId", operation: abortMultipartUpload },
  { method: "GET", subresource: "uploadId", operation: listParts },
  ...objectSettingNames.map((subresource) => ({
    method: "GET",
    subresource,
    operation: getObjectSetting(subresource),
  })),
];

/** Names in the query that turn a request into another operation, whether we have it or not. */
const subresources = new Set([
  ...[...bucketRoutes, ...objectRoutes].flatMap(({ subresource }) => subresource ?? []),
  ...["analytics", "append", "attributes", "encryption", "intelligent-tiering", "inventory"],
  ...["legal-hold", "metadataTable", "metrics", "publicAccessBlock", "renameObject", "restore"],
  ...["retention", "select", "session", "torrent", "versions"],
]);

/** The operation that a request means; MethodNotAllowed for those that this service does not have. */
export function operationOf(request: S3Request): S3Operation {
  const { req, bucket, key, query } = request;
  const method = req.method ?? "";
  if (query.get("versionId") && query.get("versionId") !== "null") {
    throw invalidArgument("Invalid version id specified");
  }
  const asked = [...query.keys()].filter((name) => subresources.has(name));
  if (bucket === "") {
    if (method === "GET" && asked.length === 0) return listBuckets;
    throw methodNotAllowed();
  }
  const routes = key === "" ? bucketRoutes : objectRoutes;
  const route = routes.find(
    (it) => it.method === method && asked.length <= 1 && it.subresource === asked[0],
  );
  if (route) return route.operation;
  const what = asked.length > 0 ? `${method} ?${asked.join("&")}` : method;
  throw notImplemented(what);
}

function putOrCopy(put: S3Operation, copy: S3Operation): S3Operation {
  return (service, request, res) =>
    request.header("x-amz-copy-source") === undefined
      ? put(service, request, res)
      : copy(service, request, res);
}

function methodNotAllowed(): S3Error {
  return new S3Error(
    "MethodNotAllowed",
    "The specified method is not allowed against this resource.",
  );
}
