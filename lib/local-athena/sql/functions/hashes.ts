import { createHash, createHmac } from "node:crypto";
import { FunctionError, invalidArgument, type NativeFunction, native } from "./native-function";

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

function crc32(bytes: Uint8Array): bigint {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8);
  return BigInt((crc ^ 0xffffffff) >>> 0);
}

const word = (value: bigint) => BigInt.asUintN(64, value);
const rotate = (value: bigint, by: bigint) => word((value << by) | (value >> (64n - by)));

const prime1 = 0x9e3779b185ebca87n;
const prime2 = 0xc2b2ae3d27d4eb4fn;
const prime3 = 0x165667b19e3779f9n;
const prime4 = 0x85ebca77c2b2ae63n;
const prime5 = 0x27d4eb2f165667c5n;

const round = (accumulator: bigint, input: bigint) =>
  word(rotate(word(accumulator + word(input * prime2)), 31n) * prime1);

/** xxHash64 with seed 0. */
function xxhash64(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let hash = prime5;
  if (bytes.length >= 32) {
    const lanes = [word(prime1 + prime2), prime2, 0n, word(-prime1)];
    for (; at + 32 <= bytes.length; at += 32)
      for (let lane = 0; lane < 4; lane++)
        lanes[lane] = round(lanes[lane] ?? 0n, view.getBigUint64(at + lane * 8, true));
    hash = [1n, 7n, 12n, 18n].reduce(
      (sum, by, lane) => word(sum + rotate(lanes[lane] ?? 0n, by)),
      0n,
    );
    for (const lane of lanes) hash = word((hash ^ round(0n, lane)) * prime1 + prime4);
  }
  hash = word(hash + BigInt(bytes.length));
  for (; at + 8 <= bytes.length; at += 8)
    hash = word(rotate(hash ^ round(0n, view.getBigUint64(at, true)), 27n) * prime1 + prime4);
  if (at + 4 <= bytes.length) {
    hash ^= word(BigInt(view.getUint32(at, true)) * prime1);
    hash = word(rotate(hash, 23n) * prime2 + prime3);
    at += 4;
  }
  for (; at < bytes.length; at++)
    hash = word(rotate(hash ^ word(BigInt(bytes[at] ?? 0) * prime5), 11n) * prime1);
  hash = word((hash ^ (hash >> 33n)) * prime2);
  hash = word((hash ^ (hash >> 29n)) * prime3);
  return bigEndian(hash ^ (hash >> 32n));
}

function bigEndian(value: bigint): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(word(value));
  return bytes;
}

const mixed = (value: bigint) => {
  const first = word((value ^ (value >> 33n)) * 0xff51afd7ed558ccdn);
  const second = word((first ^ (first >> 33n)) * 0xc4ceb9fe1a85ec53n);
  return second ^ (second >> 33n);
};

const firstFactor = 0x87c37b91114253d5n;
const secondFactor = 0x4cf5ad432745937fn;
const firstMix = (block: bigint) => word(rotate(word(block * firstFactor), 31n) * secondFactor);
const secondMix = (block: bigint) => word(rotate(word(block * secondFactor), 33n) * firstFactor);

/** MurmurHash3, 128 bits for x64, seed 0; both halves little-endian as Trino writes them. */
function murmur3(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let [a, b, at] = [0n, 0n, 0];
  for (; at + 16 <= bytes.length; at += 16) {
    a ^= firstMix(view.getBigUint64(at, true));
    a = word(word(rotate(a, 27n) + b) * 5n + 0x52dce729n);
    b ^= secondMix(view.getBigUint64(at + 8, true));
    b = word(word(rotate(b, 31n) + a) * 5n + 0x38495ab5n);
  }
  const rest = Buffer.alloc(16);
  rest.set(bytes.subarray(at));
  if (bytes.length - at > 8) b ^= secondMix(rest.readBigUInt64LE(8));
  if (bytes.length > at) a ^= firstMix(rest.readBigUInt64LE(0));
  const length = BigInt(bytes.length);
  a ^= length;
  b ^= length;
  a = word(a + b);
  b = word(b + a);
  [a, b] = [mixed(a), mixed(b)];
  a = word(a + b);
  b = word(b + a);
  const hash = Buffer.alloc(16);
  hash.writeBigUInt64LE(a);
  hash.writeBigUInt64LE(b, 8);
  return hash;
}

const alphabet32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function toBase32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const letters = (bits.match(/.{1,5}/g) ?? []).map(
    (five) => alphabet32[Number.parseInt(five.padEnd(5, "0"), 2)],
  );
  return letters.join("").padEnd(Math.ceil(letters.length / 8) * 8, "=");
}

function fromBase32(text: string): Uint8Array {
  const letters = text.replace(/=+$/, "");
  const foreign = [...letters].find((letter) => !alphabet32.includes(letter));
  if (foreign !== undefined) throw invalidArgument(`Unrecognized character: ${foreign}`);
  if ([1, 3, 6].includes(letters.length % 8))
    throw invalidArgument(`Invalid input length ${letters.length}`);
  const bits = [...letters].map((letter) =>
    alphabet32.indexOf(letter).toString(2).padStart(5, "0"),
  );
  const whole = bits.join("").match(/.{8}/g) ?? [];
  return Uint8Array.from(whole, (eight) => Number.parseInt(eight, 2));
}

function fromBase64(text: string, url: boolean): Uint8Array {
  const alphabet = url ? /[^A-Za-z0-9_-]/ : /[^A-Za-z0-9+/]/;
  const letters = text.replace(/={0,2}$/, "");
  const foreign = alphabet.exec(letters);
  if (foreign !== null)
    throw invalidArgument(`Illegal base64 character ${foreign[0].charCodeAt(0).toString(16)}`);
  if (letters.length % 4 === 1 || (text !== letters && text.length % 4 !== 0))
    throw invalidArgument("Input byte array has wrong 4-byte ending unit");
  return Buffer.from(letters, url ? "base64url" : "base64");
}

function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0)
    throw invalidArgument("String must have an even number of hexadecimal characters");
  if (!/^[0-9A-Fa-f]*$/.test(text))
    throw invalidArgument(`Invalid hexadecimal character in '${text}'`);
  return Buffer.from(text, "hex");
}

function sized(bytes: Uint8Array, length: number, message: string): DataView {
  if (bytes.length !== length) throw invalidArgument(message);
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function written(length: number, write: (bytes: Buffer) => void): Uint8Array {
  const bytes = Buffer.alloc(length);
  write(bytes);
  return bytes;
}

const utf8Bytes = (key: string) => Buffer.from(key, "utf8");

const hmac = (algorithm: string): NativeFunction =>
  native(`athena_hmac_${algorithm}`, ["varbinary", "varbinary"], "varbinary", (bytes, key) => {
    if (key.length === 0) throw new FunctionError("INVALID_FUNCTION_ARGUMENT", "Empty key");
    return createHmac(algorithm, key).update(bytes).digest();
  });

/** Trino's hashes and encodings of bytes. */
export const hashFunctions: readonly NativeFunction[] = [
  native("athena_crc32", ["varbinary"], "bigint", crc32),
  native("athena_xxhash64", ["varbinary"], "varbinary", xxhash64),
  native("athena_murmur3", ["varbinary"], "varbinary", murmur3),
  native("athena_sha512", ["varbinary"], "varbinary", (bytes) =>
    createHash("sha512").update(bytes).digest(),
  ),
  ...["md5", "sha1", "sha256", "sha512"].map(hmac),
  native("athena_to_base32", ["varbinary"], "varchar", toBase32),
  native("athena_to_base32", ["varchar"], "varchar", (text) => toBase32(utf8Bytes(text))),
  native("athena_from_base32", ["varchar"], "varbinary", fromBase32),
  native("athena_from_base32", ["varbinary"], "varbinary", (bytes) =>
    fromBase32(Buffer.from(bytes).toString("latin1")),
  ),
  native("athena_from_base64", ["varchar"], "varbinary", (text) => fromBase64(text, false)),
  native("athena_from_base64", ["varbinary"], "varbinary", (bytes) =>
    fromBase64(Buffer.from(bytes).toString("latin1"), false),
  ),
  native("athena_to_base64url", ["varbinary"], "varchar", (bytes) =>
    Buffer.from(bytes).toString("base64").replaceAll("+", "-").replaceAll("/", "_"),
  ),
  native("athena_from_base64url", ["varchar"], "varbinary", (text) => fromBase64(text, true)),
  native("athena_from_base64url", ["varbinary"], "varbinary", (bytes) =>
    fromBase64(Buffer.from(bytes).toString("latin1"), true),
  ),
  native("athena_from_hex", ["varchar"], "varbinary", fromHex),
  native("athena_from_hex", ["varbinary"], "varbinary", (bytes) =>
    fromHex(Buffer.from(bytes).toString("latin1")),
  ),
  native("athena_to_big_endian_32", ["integer"], "varbinary", (value) =>
    written(4, (bytes) => bytes.writeInt32BE(value)),
  ),
  native("athena_to_big_endian_64", ["bigint"], "varbinary", bigEndian),
  native("athena_from_big_endian_32", ["varbinary"], "integer", (bytes) =>
    sized(bytes, 4, `expected 4-byte input, but got instead: ${bytes.length}`).getInt32(0),
  ),
  native("athena_from_big_endian_64", ["varbinary"], "bigint", (bytes) =>
    sized(bytes, 8, `expected 8-byte input, but got instead: ${bytes.length}`).getBigInt64(0),
  ),
  native("athena_to_ieee754_32", ["double"], "varbinary", (value) =>
    written(4, (bytes) => bytes.writeFloatBE(value)),
  ),
  native("athena_to_ieee754_64", ["double"], "varbinary", (value) =>
    written(8, (bytes) => bytes.writeDoubleBE(value)),
  ),
  native("athena_from_ieee754_32", ["varbinary"], "double", (bytes) =>
    sized(bytes, 4, "Input floating-point value must be exactly 4 bytes long").getFloat32(0),
  ),
  native("athena_from_ieee754_64", ["varbinary"], "double", (bytes) =>
    sized(bytes, 8, "Input floating-point value must be exactly 8 bytes long").getFloat64(0),
  ),
];
