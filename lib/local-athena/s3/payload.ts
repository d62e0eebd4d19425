import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { checksumAlgorithms } from "./checksums";
import { decodeChunks } from "./chunked-body";
import { invalidArgument, notImplemented, S3Error } from "./s3-error";
import type { S3Request } from "./s3-request";

type Check = { update(chunk: Uint8Array): void; finish(): void };

const payloadSizeBytesMax = 5 * 1024 ** 3;
const xmlSizeBytesMax = 2 * 1024 * 1024;

const chunkedModes = new Map([
  ["STREAMING-AWS4-HMAC-SHA256-PAYLOAD", { isSigned: true }],
  ["STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", { isSigned: true }],
  ["STREAMING-UNSIGNED-PAYLOAD-TRAILER", { isSigned: false }],
]);

/**
 * The content of an upload, decoded and checked against every digest that the request states.
 * A wrong one fails the stream at its end, so what was read must not be kept before that.
 */
export function openPayload(request: S3Request): Readable {
  const { req } = request;
  const mode = request.header("x-amz-content-sha256") ?? "UNSIGNED-PAYLOAD";
  const trailers = new Map<string, string>();
  let source: AsyncIterable<Uint8Array> = req.iterator({ destroyOnReturn: false });
  let sizeText = req.headers["content-length"];
  const chunked = chunkedModes.get(mode);
  if (chunked) {
    const signer = chunked.isSigned ? request.signer : undefined;
    source = decodeChunks(source, { signer, trailers });
    sizeText = request.header("x-amz-decoded-content-length");
  } else if (mode.startsWith("STREAMING-")) {
    throw notImplemented(`x-amz-content-sha256: ${mode}`);
  } else if (mode !== "UNSIGNED-PAYLOAD" && !/^[0-9a-f]{64}$/.test(mode)) {
    throw invalidArgument(
      "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, or a valid sha256 value.",
    );
  }
  if (sizeText === undefined && (chunked || !hasBody(request))) {
    throw new S3Error("MissingContentLength", "You must provide the Content-Length HTTP header.");
  }
  const checks = [
    sizeCheck(sizeText),
    ...(mode.length === 64 ? [sha256Check(mode)] : []),
    ...md5Checks(request.header("content-md5")),
    ...checksumChecks(request, trailers),
  ];
  return Readable.from(checked(source, checks), { objectMode: false });
}

/** A whole XML body, at most 2 MiB, checked like any other payload. */
export async function readXmlBody(request: S3Request): Promise<string> {
  if (!hasBody(request)) return "";
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of openPayload(request) as AsyncIterable<Uint8Array>) {
    sizeBytes += chunk.length;
    if (sizeBytes > xmlSizeBytesMax) {
      throw new S3Error("MaxMessageLengthExceeded", "Your request was too large.");
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function hasBody({ req }: S3Request): boolean {
  const { "content-length": size, "transfer-encoding": encoding } = req.headers;
  return size !== undefined || encoding !== undefined;
}

async function* checked(
  source: AsyncIterable<Uint8Array>,
  checks: Check[],
): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    for (const check of checks) check.update(chunk);
    yield chunk;
  }
  for (const check of checks) check.finish();
}

function sizeCheck(sizeText: string | undefined): Check {
  const expected = sizeText === undefined ? undefined : Number(sizeText);
  const tooLarge = () =>
    new S3Error("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
  if (expected !== undefined && !(expected <= payloadSizeBytesMax)) throw tooLarge();
  let sizeBytes = 0;
  return {
    update(chunk) {
      sizeBytes += chunk.length;
      if (sizeBytes > payloadSizeBytesMax) throw tooLarge();
    },
    finish() {
      if (expected === undefined || sizeBytes === expected) return;
      throw new S3Error("IncompleteBody", "The request body is not as long as its stated length.");
    },
  };
}

function sha256Check(expected: string): Check {
  const hash = createHash("sha256");
  return {
    update: (chunk) => void hash.update(chunk),
    finish() {
      if (hash.digest("hex") === expected) return;
      throw new S3Error(
        "XAmzContentSHA256Mismatch",
        "The provided 'x-amz-content-sha256' header does not match what was computed.",
      );
    },
  };
}

function md5Checks(expected: string | undefined): Check[] {
  if (expected === undefined) return [];
  if (!/^[A-Za-z0-9+/]{22}==$/.test(expected)) {
    throw new S3Error("InvalidDigest", "The Content-MD5 you specified is not valid.");
  }
  const hash = createHash("md5");
  return [
    {
      update: (chunk) => void hash.update(chunk),
      finish() {
        if (hash.digest("base64") === expected) return;
        throw new S3Error(
          "BadDigest",
          "The Content-MD5 you specified did not match what we received.",
        );
      },
    },
  ];
}

/** A link cannot know its body, so a checksum in its query (the SDK puts one there) is not meant. */
function checksumChecks(request: S3Request, trailers: Map<string, string>): Check[] {
  const announced = (request.header("x-amz-trailer") ?? "").toLowerCase().split(/\s*,\s*/);
  return Object.entries(checksumAlgorithms).flatMap(([algorithm, create]) => {
    const name = `x-amz-checksum-${algorithm}`;
    const isTrailer = announced.includes(name);
    const given = request.req.headers[name];
    if (!isTrailer && given === undefined) return [];
    const checksum = create();
    return [
      {
        update: (chunk: Uint8Array) => checksum.update(chunk),
        finish() {
          const expected = isTrailer ? trailers.get(name) : given;
          if (expected === undefined) {
            throw new S3Error("MalformedTrailerError", `The trailer ${name} is missing.`);
          }
          if (checksum.digest() === expected) return;
          throw new S3Error(
            "BadDigest",
            `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`,
          );
        },
      },
    ];
  });
}
