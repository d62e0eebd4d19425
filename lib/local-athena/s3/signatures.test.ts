import { createHmac } from "node:crypto";
import {
  CreateBucketCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ourKey, type S3TestServer, startS3Server } from "./s3-server.fixture";

let server: S3TestServer;
let s3: S3Client;
let now: Date;

beforeAll(async () => {
  server = await startS3Server({ now: () => now });
  now = new Date();
  s3 = server.client();
  await s3.send(new CreateBucketCommand({ Bucket: "lake" }));
});
afterEach(() => {
  now = new Date();
  expect(server.faults).toEqual([]);
});
afterAll(() => server.close());

const later = (seconds: number) => new Date(Date.now() + seconds * 1_000);

async function errorOf(answer: Promise<Response>): Promise<string> {
  const response = await answer;
  const [, code] = /<Code>(.*?)<\/Code>/.exec(await response.text()) ?? [];
  return `${response.status} ${code}`;
}

describe("signed headers", () => {
  it("of our key must be made with its secret", async () => {
    const credentials = { ...ourKey, secretAccessKey: "wrong" };
    const send = server.client({ credentials }).send(new ListBucketsCommand({}));
    await expect(send).rejects.toMatchObject({
      name: "SignatureDoesNotMatch",
      $metadata: { httpStatusCode: 403 },
    });
  });

  it("of a foreign key are taken on trust, unless the server is strict", async () => {
    const credentials = { accessKeyId: "FOREIGN", secretAccessKey: "any" };
    await server.client({ credentials }).send(new ListBucketsCommand({}));
    const strict = await startS3Server({ strict: true });
    const send = strict.client({ credentials }).send(new ListBucketsCommand({}));
    await expect(send).rejects.toMatchObject({ name: "InvalidAccessKeyId" });
    await strict.close();
  });

  it("are refused a quarter of an hour away", async () => {
    // The SDK would correct its clock and try again.
    const fresh = server.client({ systemClockOffset: -16 * 60_000 });
    await expect(fresh.send(new ListBucketsCommand({}))).rejects.toMatchObject({
      name: "RequestTimeTooSkewed",
    });
  });

  it("are needed at all, in a known form", async () => {
    expect(await errorOf(fetch(`${server.endpoint}/lake`))).toBe("403 AccessDenied");
    const headers = { authorization: "Basic YTpi" };
    expect(await errorOf(fetch(`${server.endpoint}/lake`, { headers }))).toBe(
      "400 AuthorizationHeaderMalformed",
    );
  });

  it("cover keys of all characters", async () => {
    for (const Key of ["a b+c", "é/😀", "~!*'();:@&=+$,/?#[]", "%41", "//", "../x"]) {
      await s3.send(new PutObjectCommand({ Bucket: "lake", Key, Body: Key }));
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: "lake", Key }));
      expect(await Body?.transformToString()).toBe(Key);
    }
  });
});

describe("a presigned link", () => {
  const get = (more = {}) => new GetObjectCommand({ Bucket: "lake", Key: "linked", ...more });
  const put = (more = {}) => new PutObjectCommand({ Bucket: "lake", Key: "linked", ...more });

  it("puts with its metadata, then gets, heads and renames", async () => {
    const upload = await getSignedUrl(s3, put({ Metadata: { from: "link" } }));
    const stored = await fetch(upload, { method: "PUT", body: "through a link" });
    expect(stored.status).toBe(200);
    const options = { ResponseContentDisposition: 'attachment; filename="x.csv"' };
    const answer = await fetch(await getSignedUrl(s3, get(options)));
    expect(answer.headers.get("content-disposition")).toBe('attachment; filename="x.csv"');
    expect(answer.headers.get("x-amz-meta-from")).toBe("link");
    expect(answer.headers.get("content-security-policy")).toBe("sandbox");
    expect(await answer.text()).toBe("through a link");
    const link = await getSignedUrl(s3, new HeadObjectCommand({ Bucket: "lake", Key: "linked" }));
    const head = await fetch(link, { method: "HEAD" });
    expect(head.headers.get("content-length")).toBe("14");
  });

  it("is void when changed", async () => {
    const url = await getSignedUrl(s3, get());
    const changes = [
      url.replace("/linked", "/other"),
      url.replace(/Signature=./, (it) => it.slice(0, -1) + (it.endsWith("0") ? "1" : "0")),
      url.replace("X-Amz-Expires=900", "X-Amz-Expires=9000"),
      `${url}&response-content-type=text/html`,
    ];
    for (const changed of changes) {
      expect(await errorOf(fetch(changed))).toBe("403 SignatureDoesNotMatch");
    }
    expect(await errorOf(fetch(url, { method: "DELETE" }))).toBe("403 SignatureDoesNotMatch");
    const upload = await getSignedUrl(s3, put());
    const headers = { "x-amz-copy-source": "lake/linked" };
    expect(await errorOf(fetch(upload, { method: "PUT", headers }))).toBe("403 AccessDenied");
  });

  it("is void when expired, and when made for more than a week", async () => {
    const url = await getSignedUrl(s3, get(), { expiresIn: 60 });
    now = later(59);
    expect((await fetch(url)).status).toBe(200);
    now = later(62);
    const answer = await fetch(url);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain("<Message>Request has expired</Message>");
    now = new Date();
    const forever = url.replace("X-Amz-Expires=60", "X-Amz-Expires=604801");
    expect(await errorOf(fetch(forever))).toBe("400 AuthorizationQueryParametersError");
  });

  it("refuses header values that no header can carry", async () => {
    const url = await getSignedUrl(s3, get({ ResponseContentType: "a\r\nset-cookie: b=c" }));
    expect(await errorOf(fetch(url))).toBe("400 InvalidArgument");
  });
});

describe("a version 2 link", () => {
  function link(secret: string, expires: number, more = ""): string {
    const toSign = `GET\n\n\n${expires}\n/lake/linked${more && `?${decodeURIComponent(more)}`}`;
    const signature = createHmac("sha1", secret).update(toSign).digest("base64");
    const query = new URLSearchParams({
      AWSAccessKeyId: ourKey.accessKeyId,
      Expires: String(expires),
      Signature: signature,
    });
    return `${server.endpoint}/lake/linked?${query}${more && `&${more}`}`;
  }
  const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;

  it("works until it expires, with our secret only", async () => {
    const override = "response-content-type=text%2Fcsv";
    const answer = await fetch(link(ourKey.secretAccessKey, inSeconds(60), override));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/csv");
    expect(await errorOf(fetch(link(ourKey.secretAccessKey, inSeconds(-1))))).toBe(
      "403 AccessDenied",
    );
    expect(await errorOf(fetch(link("wrong", inSeconds(60))))).toBe("403 SignatureDoesNotMatch");
  });
});
