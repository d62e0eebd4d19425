import { quoteText } from "../../../sql/translate/tree";
import { SparkError } from "../../bridge";
import { duckType } from "../duck-types";
import type { SparkType } from "../plan";
import { simpleString } from "../type-text";
import { decimalParts, isArray, isStruct } from "../types";
import { type FunctionTable, scalar } from "./definition";

const named = (name: string) => (args: string[]) => `${name}(${args.join(", ")})`;
type Family = { prefix: "spark_murmur" | "spark_xx"; state: "INTEGER" | "BIGINT" };

/** The value as the kind that is hashed: an int, a long, or bytes. */
function hashed(value: string, type: SparkType): { kind: "int" | "long" | "bytes"; sql: string } {
  const parts = decimalParts(type);
  if (parts) {
    const unscaled = `CAST(${value} * 1${"0".repeat(parts.scale)} AS HUGEINT)`;
    if (parts.precision <= 18) return { kind: "long", sql: `CAST(${unscaled} AS BIGINT)` };
    return { kind: "bytes", sql: `spark_integer_bytes(CAST(${unscaled} AS VARCHAR))` };
  }
  switch (type) {
    case "boolean":
    case "byte":
    case "short":
    case "integer":
      return { kind: "int", sql: `CAST(${value} AS INTEGER)` };
    case "date":
      return { kind: "int", sql: `CAST(${value} - DATE '1970-01-01' AS INTEGER)` };
    case "long":
      return { kind: "long", sql: value };
    case "timestamp":
      return { kind: "long", sql: `epoch_us(${value})` };
    case "float":
      return { kind: "int", sql: `spark_float_bits(${value}::DOUBLE)` };
    case "double":
      return { kind: "long", sql: `spark_double_bits(${value})` };
    case "string":
      return { kind: "bytes", sql: `encode(${value})` };
    case "binary":
      return { kind: "bytes", sql: value };
    default:
      throw new SparkError(
        "AnalysisException",
        `A hash of ${simpleString(type)} is not supported by local-athena`,
      );
  }
}

/** The hash of one value with the hash of those before it as its seed; nulls leave it as it is. */
function hash(value: string, type: SparkType, seed: string, family: Family, depth = 0): string {
  if (type === "void") return seed;
  if (isArray(type)) {
    const [state, item] = [family.state, duckType(type.elementType)];
    const pair = `STRUCT(s ${state}, x ${item})`;
    const [a, b] = [`a${depth}`, `b${depth}`];
    const next = hash(`${b}.x`, type.elementType, `${a}.s`, family, depth + 1);
    const items = `list_transform(${value}, lambda ${a}: row(NULL, ${a})::${pair})`;
    const folded = `list_reduce(${items}, lambda ${a}, ${b}: row(${next}, NULL)::${pair}, row(${seed}, NULL)::${pair}).s`;
    return `coalesce(${folded}, ${seed})`;
  }
  if (isStruct(type)) {
    return type.fields.reduce(
      (before, field) =>
        hash(
          `struct_extract(${value}, ${quoteText(field.name)})`,
          field.type,
          before,
          family,
          depth,
        ),
      seed,
    );
  }
  const { kind, sql } = hashed(value, type);
  return `coalesce(${family.prefix}_${kind}(${sql}, ${seed}), ${seed})`;
}

const hashOf = (result: "integer" | "long", family: Family) =>
  scalar(
    [],
    result,
    (args, call) =>
      args.reduce(
        (seed, value, at) => hash(value, call.args[at]?.type ?? "void", seed, family),
        `42::${family.state}`,
      ),
    { rest: "any", nullable: "never" },
  );

const sha1 = scalar(["binary"], "string", named("sha1"));

/** Hashes of values and digests of bytes. */
export const hashFunctions: FunctionTable = {
  crc32: scalar(["binary"], "long", named("athena_crc32")),
  hash: hashOf("integer", { prefix: "spark_murmur", state: "INTEGER" }),
  md5: scalar(["binary"], "string", named("md5")),
  sha: sha1,
  sha1,
  sha2: scalar(["binary", "integer"], "string", named("spark_sha2"), { nullable: "always" }),
  xxhash64: hashOf("long", { prefix: "spark_xx", state: "BIGINT" }),
};
