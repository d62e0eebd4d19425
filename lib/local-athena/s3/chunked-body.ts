import { createHash } from "node:crypto";
import { S3Error } from "./s3-error";
import { wrongSignature } from "./signature-error";
import { hmac, isSameSignature, type SigV4Identity, sha256 } from "./sigv4";

export type ChunkedOptions = {
  /** Present when chunks are signed; without its signing key their signatures are not verified. */
  signer?: SigV4Identity;
  /** Collects what follows the last chunk, names in lower case. */
  trailers: Map<string, string>;
};

const lineSizeBytesMax = 8 * 1024;
const trailersMax = 16;
const newLine = Buffer.from("\r\n");

/** The content of an `aws-chunked` body; IncompleteBody, or SignatureDoesNotMatch for a bad chunk. */
export async function* decodeChunks(
  source: AsyncIterable<Uint8Array>,
  options: ChunkedOptions,
): AsyncGenerator<Uint8Array> {
  const reader = new ChunkReader(source);
  const signatures = options.signer && new ChunkSignatures(options.signer);
  for (;;) {
    const [, sizeHex = "", given = ""] =
      /^([0-9a-f]{1,8})(?:;chunk-signature=([0-9a-f]{64}))?$/i.exec(await reader.line()) ?? [];
    if (!sizeHex) throw incomplete("A chunk does not start with its size.");
    const sizeBytes = Number.parseInt(sizeHex, 16);
    const hash = createHash("sha256");
    for await (const piece of reader.bytes(sizeBytes)) {
      if (signatures) hash.update(piece);
      yield piece;
    }
    signatures?.checkChunk(hash.digest("hex"), given);
    if (sizeBytes === 0) break;
    if ((await reader.line()) !== "") throw incomplete("A chunk is longer than its size.");
  }
  await readTrailers(reader, options.trailers);
  signatures?.checkTrailers(options.trailers);
}

async function readTrailers(reader: ChunkReader, trailers: Map<string, string>): Promise<void> {
  for (let line = await reader.line(true); line !== ""; line = await reader.line(true)) {
    const at = line.indexOf(":");
    if (at < 1 || trailers.size === trailersMax) {
      throw new S3Error("MalformedTrailerError", "The trailing headers are not well-formed.");
    }
    trailers.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim());
  }
}

class ChunkReader {
  private readonly chunks: AsyncIterator<Uint8Array>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Uint8Array>) {
    this.chunks = source[Symbol.asyncIterator]();
  }

  /** A line without its end; the end of the body counts as an empty line where it may end. */
  async line(mayEnd = false): Promise<string> {
    for (;;) {
      const at = this.rest.indexOf(newLine);
      if (at >= 0) {
        const line = this.rest.toString("latin1", 0, at);
        this.rest = this.rest.subarray(at + newLine.length);
        return line;
      }
      if (this.rest.length > lineSizeBytesMax) throw incomplete("A chunk header is too long.");
      const more = await this.more();
      if (more) this.rest = Buffer.concat([this.rest, more]);
      else if (mayEnd && this.rest.length === 0) return "";
      else throw incomplete("The request body ended inside a chunk.");
    }
  }

  async *bytes(sizeBytes: number): AsyncGenerator<Buffer> {
    for (let missing = sizeBytes; missing > 0; ) {
      if (this.rest.length === 0) {
        const more = await this.more();
        if (!more) throw incomplete("The request body ended inside a chunk.");
        this.rest = more;
      }
      const piece = this.rest.subarray(0, missing);
      this.rest = this.rest.subarray(piece.length);
      missing -= piece.length;
      if (piece.length > 0) yield piece;
    }
  }

  private async more(): Promise<Buffer | undefined> {
    const { value, done } = await this.chunks.next();
    return done ? undefined : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  }
}

/** Each chunk's signature covers the one before it, the first one the request's own. */
class ChunkSignatures {
  private previous: string;

  constructor(private readonly signer: SigV4Identity) {
    this.previous = signer.signature;
  }

  checkChunk(contentSha256: string, given: string): void {
    this.check("AWS4-HMAC-SHA256-PAYLOAD", `${sha256("")}\n${contentSha256}`, given);
  }

  checkTrailers(trailers: Map<string, string>): void {
    const given = trailers.get("x-amz-trailer-signature");
    if (trailers.size === 0) return;
    const lines = [...trailers].filter(([name]) => name !== "x-amz-trailer-signature");
    const text = lines.map(([name, value]) => `${name}:${value}\n`).join("");
    this.check("AWS4-HMAC-SHA256-TRAILER", sha256(text), given ?? "");
  }

  private check(algorithm: string, covered: string, given: string): void {
    const { signingKey, amzDate, scope } = this.signer;
    if (!signingKey) return;
    const toSign = [algorithm, amzDate, scope, this.previous, covered].join("\n");
    const expected = hmac(signingKey, toSign).toString("hex");
    if (!isSameSignature(expected, given)) throw wrongSignature();
    this.previous = given;
  }
}

function incomplete(message: string): S3Error {
  return new S3Error("IncompleteBody", message);
}
