import { describe, expect, it } from "vitest";
import { decodeChunks } from "./chunked-body";
import { verifySigV4 } from "./sigv4";

// The worked examples of the S3 documentation.
const credentials = new Map([["AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"]]);
const now = new Date("2013-05-24T00:00:00Z");
const options = { credentials, service: "s3", now };
const scope = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";
const emptySha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const host = "examplebucket.s3.amazonaws.com";

function authorization(signedHeaders: string, signature: string): string {
  return `AWS4-HMAC-SHA256 Credential=${scope},SignedHeaders=${signedHeaders},Signature=${signature}`;
}

function signed(method: string, url: string, headers: Record<string, string>) {
  return { method, url, rawHeaders: Object.entries(headers).flat() };
}

const get = signed("GET", "/test.txt", {
  Host: host,
  Authorization: authorization(
    "host;range;x-amz-content-sha256;x-amz-date",
    "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
  ),
  Range: "bytes=0-9",
  "x-amz-content-sha256": emptySha256,
  "x-amz-date": "20130524T000000Z",
});

const chunkedPut = signed("PUT", "/examplebucket/chunkObject.txt", {
  Host: "s3.amazonaws.com",
  "x-amz-date": "20130524T000000Z",
  "x-amz-storage-class": "REDUCED_REDUNDANCY",
  Authorization: authorization(
    "content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class",
    "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9",
  ),
  "x-amz-content-sha256": "STREAMING-AWS4-HMAC-SHA256-PAYLOAD",
  "Content-Encoding": "aws-chunked",
  "x-amz-decoded-content-length": "66560",
  "Content-Length": "66824",
});

const chunkSignatures = [
  "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
  "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
  "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
];

function chunkedBody(signatures = chunkSignatures): Buffer {
  const sizes = [65_536, 1_024, 0];
  const chunks = sizes.map((size, i) => {
    const head = `${size.toString(16)};chunk-signature=${signatures[i]}\r\n`;
    return `${head}${"a".repeat(size)}\r\n`;
  });
  return Buffer.from(chunks.join(""));
}

async function decode(body: Buffer, pieceSizeBytes: number): Promise<string> {
  async function* pieces() {
    for (let i = 0; i < body.length; i += pieceSizeBytes) {
      yield body.subarray(i, i + pieceSizeBytes);
    }
  }
  const chunks: Uint8Array[] = [];
  const signer = verifySigV4(chunkedPut, options);
  for await (const chunk of decodeChunks(pieces(), { signer, trailers: new Map() })) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

describe("verifySigV4", () => {
  it("accepts the documented requests", () => {
    expect(verifySigV4(get, options)).toMatchObject({ accessKeyId: "AKIAIOSFODNN7EXAMPLE" });
    const link = `/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(scope)}&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404`;
    const identity = verifySigV4(signed("GET", link, { Host: host }), options);
    expect(identity).toMatchObject({ isPresigned: true, signingKey: expect.any(Buffer) });
  });

  it("refuses one of another method, path, header, service or body", () => {
    const other = (change: Partial<typeof get>, more = {}) =>
      verifySigV4({ ...get, ...change }, { ...options, ...more });
    const wrong = expect.objectContaining({ code: "SignatureDoesNotMatch" });
    expect(() => other({ method: "PUT" })).toThrow(wrong);
    expect(() => other({ url: "/test.txt?acl" })).toThrow(wrong);
    const rawHeaders = get.rawHeaders.map((it) => it.replace("bytes=0-9", "bytes=0-99"));
    expect(() => other({ rawHeaders })).toThrow(wrong);
    expect(() => other({}, { bodySha256: "0".repeat(64) })).toThrow(wrong);
    expect(() => other({}, { service: "athena" })).toThrow("correct service: 'athena'");
    const extra = [...get.rawHeaders, "x-amz-acl", "public-read"];
    expect(() => other({ rawHeaders: extra })).toThrow("not signed: x-amz-acl");
  });
});

describe("decodeChunks", () => {
  it.each([1, 1_000, 100_000])("verifies the documented upload in pieces of %i", async (size) => {
    expect(await decode(chunkedBody(), size)).toBe("a".repeat(66_560));
  });

  it("refuses a changed chunk and a body that ends early", async () => {
    const body = chunkedBody();
    body[30_000] = 98;
    await expect(decode(body, 4_096)).rejects.toMatchObject({ code: "SignatureDoesNotMatch" });
    const swapped = [chunkSignatures[1] ?? "", ...chunkSignatures.slice(1)];
    await expect(decode(chunkedBody(swapped), 4_096)).rejects.toMatchObject({
      code: "SignatureDoesNotMatch",
    });
    for (const sizeBytes of [0, 10, 40_000, 66_000]) {
      await expect(decode(chunkedBody().subarray(0, sizeBytes), 4_096)).rejects.toMatchObject({
        code: "IncompleteBody",
      });
    }
  });
});
