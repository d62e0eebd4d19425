import { createHash } from "node:crypto";

/** A running checksum; `digest` is Base64 as in the `x-amz-checksum-*` headers. */
export type Checksum = { update(chunk: Uint8Array): void; digest(): string };

/** The algorithms of S3's flexible checksums, by the end of their header names. */
export const checksumAlgorithms: Readonly<Record<string, () => Checksum>> = {
  crc32: () => crc32(0xedb88320),
  crc32c: () => crc32(0x82f63b78),
  crc64nvme,
  sha1: () => hash("sha1"),
  sha256: () => hash("sha256"),
};

function hash(name: string): Checksum {
  const running = createHash(name);
  return {
    update: (chunk) => void running.update(chunk),
    digest: () => running.digest("base64"),
  };
}

function crc32(polynomial: number): Checksum {
  const table = new Int32Array(256).map((_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ polynomial : value >>> 1;
    return value;
  });
  let crc = -1;
  return {
    update(chunk) {
      for (const byte of chunk) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] as number);
    },
    digest() {
      const bytes = Buffer.alloc(4);
      bytes.writeInt32BE(~crc);
      return bytes.toString("base64");
    },
  };
}

/** Kept in two 32-bit halves, as BigInt would be a hundred times slower. */
function crc64nvme(): Checksum {
  const polynomialHigh = 0x9a6c9329;
  const polynomialLow = 0xac4bc9b5;
  const highs = new Int32Array(256);
  const lows = new Int32Array(256);
  for (let byte = 0; byte < 256; byte++) {
    let high = 0;
    let low = byte;
    for (let bit = 0; bit < 8; bit++) {
      const isOdd = low & 1;
      low = (low >>> 1) | (high << 31);
      high >>>= 1;
      if (isOdd) {
        low ^= polynomialLow;
        high ^= polynomialHigh;
      }
    }
    highs[byte] = high;
    lows[byte] = low;
  }
  let high = -1;
  let low = -1;
  return {
    update(chunk) {
      for (const byte of chunk) {
        const index = (low ^ byte) & 0xff;
        low = ((low >>> 8) | (high << 24)) ^ (lows[index] as number);
        high = (high >>> 8) ^ (highs[index] as number);
      }
    },
    digest() {
      const bytes = Buffer.alloc(8);
      bytes.writeInt32BE(~high, 0);
      bytes.writeInt32BE(~low, 4);
      return bytes.toString("base64");
    },
  };
}
