import { requireBucket } from "./buckets";
import { writePrecondition } from "./conditions";
import { putOptionsOf } from "./object-headers";
import { openPayload, readXmlBody } from "./payload";
import { malformedXml, type S3Error, toS3Error } from "./s3-error";
import { type S3Operation, sendEmpty, sendXml } from "./s3-request";
import { children, childText, document, node, parseXml, type XmlNode } from "./xml";

const deleteKeysMax = 1_000;

export const putObject: S3Operation = async ({ store }, request, res) => {
  const options = { ...putOptionsOf(request), precondition: writePrecondition(request) };
  const head = await store.put(request.bucket, request.key, openPayload(request), options);
  sendEmpty(res, 200, { etag: `"${head.etag}"` });
};

export const deleteObject: S3Operation = async ({ store }, request, res) => {
  await store.delete(request.bucket, request.key);
  sendEmpty(res, 204);
};

/** DeleteObjects: each key succeeds or fails by itself; `Quiet` leaves out the successes. */
export const deleteObjects: S3Operation = async (service, request, res) => {
  const body = parseXml(await readXmlBody(request), "Delete");
  const keys = children(body, "Object").map((object) => childText(object, "Key"));
  if (keys.length === 0 || keys.length > deleteKeysMax) throw malformedXml();
  await requireBucket(service, request.bucket);
  const isQuiet = childText(body, "Quiet")?.trim() === "true";
  const results: XmlNode[] = [];
  for (const key of keys) {
    if (key === undefined) throw malformedXml();
    try {
      await service.store.delete(request.bucket, key);
      if (!isQuiet) results.push(node("Deleted", [node("Key", key)]));
    } catch (error) {
      const refusal = toS3Error(error);
      if (!refusal) throw error;
      results.push(errorNode(key, refusal));
    }
  }
  sendXml(res, document("DeleteResult", results));
};

function errorNode(key: string, error: S3Error): XmlNode {
  return node("Error", [
    node("Key", key),
    node("Code", error.code),
    node("Message", error.message),
  ]);
}
