import { pipeline } from "node:stream/promises";
import type { ObjectHead } from "../storage/object-store";
import { requireBucket } from "./buckets";
import { type ByteRange, byteRangeOf } from "./byte-range";
import { checkReadConditions } from "./conditions";
import { setObjectHeaders } from "./object-headers";
import { noSuchKey, notImplemented } from "./s3-error";
import type { S3Operation, S3Request, S3Service } from "./s3-request";

/** GetObject: whole, a range, conditional; the headers may be overridden by the query. */
export const getObject: S3Operation = async (service, request, res) => {
  for (;;) {
    const { head, range } = await findObject(service, request);
    const found = await service.store.get(request.bucket, request.key, range);
    // The object may have been replaced by another size between the two looks.
    if (found && found.head.etag !== head.etag) {
      found.body.destroy();
      continue;
    }
    if (!found) throw noSuchKey();
    try {
      setObjectHeaders(res, found.head, request);
      writeRangeHead(res, found.head, range);
    } catch (error) {
      found.body.destroy();
      throw error;
    }
    return pipeline(found.body, res);
  }
};

export const headObject: S3Operation = async (service, request, res) => {
  const { head, range } = await findObject(service, request);
  setObjectHeaders(res, head, request);
  writeRangeHead(res, head, range);
  res.end();
};

async function findObject(
  service: S3Service,
  request: S3Request,
): Promise<{ head: ObjectHead; range?: ByteRange }> {
  if (request.query.has("partNumber")) throw notImplemented("Reading an object by part number");
  const head = await service.store.head(request.bucket, request.key);
  if (!head) {
    await requireBucket(service, request.bucket);
    throw noSuchKey();
  }
  checkReadConditions(request, head);
  return { head, range: byteRangeOf(request.header("range"), head.sizeBytes) };
}

function writeRangeHead(
  res: Parameters<S3Operation>[2],
  head: ObjectHead,
  range: ByteRange | undefined,
): void {
  if (!range) {
    res.writeHead(200, { "content-length": head.sizeBytes });
    return;
  }
  res.writeHead(206, {
    "content-length": range.end - range.start + 1,
    "content-range": `bytes ${range.start}-${range.end}/${head.sizeBytes}`,
  });
}
