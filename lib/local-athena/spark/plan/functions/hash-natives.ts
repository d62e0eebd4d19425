import { createHash } from "node:crypto";
import { hashFunctions } from "../../../sql/functions/hashes";
import { type NativeFunction, native } from "../../../sql/functions/native-function";

const rotate = (value: number, by: number) => (value << by) | (value >>> (32 - by));
const mixKey = (value: number) => Math.imul(rotate(Math.imul(value, 0xcc9e2d51), 15), 0x1b873593);
const mixHash = (hash: number, key: number) =>
  (Math.imul(rotate(hash ^ key, 13), 5) + 0xe6546b64) | 0;

function finish(hash: number, length: number): number {
  let out = hash ^ length;
  out = Math.imul(out ^ (out >>> 16), 0x85ebca6b);
  out = Math.imul(out ^ (out >>> 13), 0xc2b2ae35);
  return out ^ (out >>> 16);
}

const murmurInt = (value: number, seed: number) => finish(mixHash(seed, mixKey(value)), 4);

function murmurLong(value: bigint, seed: number): number {
  const low = Number(BigInt.asIntN(32, value));
  const high = Number(BigInt.asIntN(32, value >> 32n));
  return finish(mixHash(mixHash(seed, mixKey(low)), mixKey(high)), 8);
}

/** Spark's own way with the last bytes: each is mixed as an int. */
function murmurBytes(bytes: Uint8Array, seed: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const whole = bytes.length - (bytes.length % 4);
  let hash = seed;
  for (let at = 0; at < whole; at += 4) hash = mixHash(hash, mixKey(view.getInt32(at, true)));
  for (let at = whole; at < bytes.length; at++) hash = mixHash(hash, mixKey(view.getInt8(at)));
  return finish(hash, bytes.length);
}

const word = (value: bigint) => BigInt.asUintN(64, value);
const turn = (value: bigint, by: bigint) => word((value << by) | (value >> (64n - by)));
const prime1 = 0x9e3779b185ebca87n;
const prime2 = 0xc2b2ae3d27d4eb4fn;
const prime3 = 0x165667b19e3779f9n;
const prime4 = 0x85ebca77c2b2ae63n;
const prime5 = 0x27d4eb2f165667c5n;

const round = (lane: bigint, input: bigint) =>
  word(turn(word(lane + word(input * prime2)), 31n) * prime1);
const takeLong = (hash: bigint, value: bigint) =>
  word(turn(hash ^ round(0n, word(value)), 27n) * prime1 + prime4);
const takeInt = (hash: bigint, value: bigint) =>
  word(turn(hash ^ word(BigInt.asUintN(32, value) * prime1), 23n) * prime2 + prime3);
const takeByte = (hash: bigint, value: bigint) =>
  word(turn(hash ^ word(value * prime5), 11n) * prime1);

function avalanche(hash: bigint): bigint {
  let out = word((hash ^ (hash >> 33n)) * prime2);
  out = word((out ^ (out >> 29n)) * prime3);
  return BigInt.asIntN(64, out ^ (out >> 32n));
}

const xxInt = (value: number, seed: bigint) =>
  avalanche(takeInt(word(seed + prime5 + 4n), BigInt(value)));
const xxLong = (value: bigint, seed: bigint) =>
  avalanche(takeLong(word(seed + prime5 + 8n), value));

function xxBytes(bytes: Uint8Array, seed: bigint): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length;
  let at = 0;
  let hash = word(seed + prime5);
  if (length >= 32) {
    const lanes = [
      word(seed + prime1 + prime2),
      word(seed + prime2),
      word(seed),
      word(seed - prime1),
    ];
    for (; at + 32 <= length; at += 32)
      for (const lane of [0, 1, 2, 3])
        lanes[lane] = round(lanes[lane] ?? 0n, view.getBigUint64(at + lane * 8, true));
    hash = [1n, 7n, 12n, 18n].reduce(
      (sum, by, lane) => word(sum + turn(lanes[lane] ?? 0n, by)),
      0n,
    );
    for (const lane of lanes) hash = word((hash ^ round(0n, lane)) * prime1 + prime4);
  }
  hash = word(hash + BigInt(length));
  for (; at + 8 <= length; at += 8) hash = takeLong(hash, view.getBigUint64(at, true));
  if (at + 4 <= length) {
    hash = takeInt(hash, BigInt(view.getUint32(at, true)));
    at += 4;
  }
  for (; at < length; at++) hash = takeByte(hash, BigInt(view.getUint8(at)));
  return avalanche(hash);
}

const floatBits = (value: number): number => {
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, value === 0 ? 0 : value);
  return view.getInt32(0);
};
const doubleBits = (value: number): bigint => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value === 0 ? 0 : value);
  return view.getBigInt64(0);
};

function sha2(bytes: Uint8Array, bits: number): string | null {
  const name = { 0: "sha256", 224: "sha224", 256: "sha256", 384: "sha384", 512: "sha512" }[bits];
  return name === undefined ? null : createHash(name).update(bytes).digest("hex");
}

/** BigInteger.toByteArray. */
function bigIntegerBytes(digits: string): Uint8Array {
  const value = BigInt(digits);
  let length = 1;
  while (BigInt.asIntN(length * 8, value) !== value) length++;
  const hex = BigInt.asUintN(length * 8, value)
    .toString(16)
    .padStart(length * 2, "0");
  return Buffer.from(hex, "hex");
}

/** Hashes: Spark's Murmur3 and xxHash64 of each kind of value, with a seed, and SHA-2. */
export const hashNatives: readonly NativeFunction[] = [
  ...hashFunctions.filter(({ name }) => name === "athena_crc32"),
  native("spark_sha2", ["varbinary", "integer"], "varchar", sha2),
  native("spark_murmur_int", ["integer", "integer"], "integer", murmurInt),
  native("spark_murmur_long", ["bigint", "integer"], "integer", murmurLong),
  native("spark_murmur_bytes", ["varbinary", "integer"], "integer", murmurBytes),
  native("spark_xx_int", ["integer", "bigint"], "bigint", xxInt),
  native("spark_xx_long", ["bigint", "bigint"], "bigint", xxLong),
  native("spark_xx_bytes", ["varbinary", "bigint"], "bigint", xxBytes),
  native("spark_float_bits", ["double"], "integer", floatBits),
  native("spark_double_bits", ["double"], "bigint", doubleBits),
  native("spark_integer_bytes", ["varchar"], "varbinary", bigIntegerBytes),
];
