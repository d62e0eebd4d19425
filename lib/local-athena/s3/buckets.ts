import { ownerNodes } from "./list-objects";
import { readXmlBody } from "./payload";
import { S3Error } from "./s3-error";
import { queryNumber, type S3Operation, type S3Service, sendEmpty, sendXml } from "./s3-request";
import { document, node, parseXml } from "./xml";

const bucketsMax = 10_000;

/** The region that S3 names by an empty LocationConstraint. */
const unnamedRegion = "us-east-1";

export const listBuckets: S3Operation = async ({ store, region }, request, res) => {
  const prefix = request.query.get("prefix") ?? "";
  const after = request.query.get("continuation-token") ?? "";
  const maxBuckets = Math.min(queryNumber(request, "max-buckets", bucketsMax), bucketsMax);
  const buckets = (await store.listBuckets()).filter(
    (bucket) => bucket.name.startsWith(prefix) && bucket.name > after,
  );
  const page = buckets.slice(0, maxBuckets);
  const last = buckets.length > page.length ? page.at(-1) : undefined;
  const nodes = page.map((bucket) =>
    node("Bucket", [
      node("Name", bucket.name),
      node("CreationDate", bucket.creationDate),
      node("BucketRegion", region),
    ]),
  );
  const result = [
    node("Owner", ownerNodes),
    node("Buckets", nodes),
    last && node("ContinuationToken", last.name),
  ];
  sendXml(res, document("ListAllMyBucketsResult", result));
};

/** CreateBucket: a location constraint may name any region, as all are this machine. */
export const createBucket: S3Operation = async ({ store }, request, res) => {
  const body = await readXmlBody(request);
  if (body.trim() !== "") parseXml(body, "CreateBucketConfiguration");
  await store.createBucket(request.bucket);
  sendEmpty(res, 200, { location: `/${request.bucket}` });
};

export const headBucket: S3Operation = async (service, request, res) => {
  await requireBucket(service, request.bucket);
  sendEmpty(res, 200, { "x-amz-bucket-region": service.region });
};

export const deleteBucket: S3Operation = async ({ store }, request, res) => {
  await store.deleteBucket(request.bucket);
  sendEmpty(res, 204);
};

export const getBucketLocation: S3Operation = async (service, request, res) => {
  await requireBucket(service, request.bucket);
  const region = service.region === unnamedRegion ? "" : service.region;
  sendXml(res, document("LocationConstraint", region));
};

export async function requireBucket({ store }: S3Service, bucket: string): Promise<void> {
  if (await store.bucketExists(bucket)) return;
  throw new S3Error("NoSuchBucket", "The specified bucket does not exist");
}
