import type { Column } from "../engine";

/** An Athena type as a tree; `base` in Trino's spelling. */
export type AthenaType = {
  base: string;
  /** Length of varchar and char, precision and scale of decimal. */
  numbers: number[];
  /** Element of array, key and value of map, fields of row. */
  parts: { name: string | undefined; type: AthenaType }[];
};

const hiveNames: Record<string, string> = {
  int: "integer",
  string: "varchar",
  binary: "varbinary",
  float: "real",
  struct: "row",
  numeric: "decimal",
  dec: "decimal",
  "double precision": "double",
};

const duckNames: Record<string, string> = {
  boolean: "BOOLEAN",
  tinyint: "TINYINT",
  smallint: "SMALLINT",
  integer: "INTEGER",
  bigint: "BIGINT",
  real: "FLOAT",
  double: "DOUBLE",
  varchar: "VARCHAR",
  date: "DATE",
  time: "TIME",
  timestamp: "TIMESTAMP",
  "timestamp with time zone": "TIMESTAMPTZ",
  varbinary: "BLOB",
  json: "JSON",
  uuid: "UUID",
  "interval day to second": "INTERVAL",
  "interval year to month": "INTERVAL",
};

/**
 * Parses a type in Hive's or Trino's spelling: `struct<a:int>`, `row(a integer)`, `decimal(10,2)`.
 * @returns undefined when the text is not a type that Athena has
 */
export function parseType(text: string): AthenaType | undefined {
  const tokens = text.match(/"(?:[^"]|"")*"|`[^`]*`|[A-Za-z_][\w$]*|\d+|[<>(),:]/g) ?? [];
  if (tokens.join("").length !== text.replace(/\s/g, "").length) return undefined;
  let at = 0;
  const closers = new Set([")", ">"]);
  const name = () => (tokens[at++] ?? "").replace(/^["`]|["`]$/g, "");
  const type = (): AthenaType | undefined => {
    let base = (tokens[at++] ?? "").toLowerCase();
    while (
      /^(double|timestamp|time|with|zone|precision)$/.test(base.split(" ").at(-1) ?? "") &&
      /^(precision|with|time|zone)$/i.test(tokens[at] ?? "")
    ) {
      base += ` ${tokens[at++]?.toLowerCase()}`;
    }
    base = hiveNames[base] ?? base;
    const found: AthenaType = { base, numbers: [], parts: [] };
    if (tokens[at] === "(" || tokens[at] === "<") {
      at++;
      while (at < tokens.length && !closers.has(tokens[at] ?? "")) {
        if (/^\d+$/.test(tokens[at] ?? "")) found.numbers.push(Number(tokens[at++]));
        else if (base === "row") {
          // A field may have no name: its type is then the next word.
          const isNamed = !/^[,()<>]$/.test(tokens[at + 1] ?? ")");
          const field = isNamed ? name() : undefined;
          if (tokens[at] === ":") at++;
          const of = type();
          if (of === undefined) return undefined;
          found.parts.push({ name: field, type: of });
        } else {
          const of = type();
          if (of === undefined) return undefined;
          found.parts.push({ name: undefined, type: of });
        }
        if (tokens[at] === ",") at++;
        else if (!closers.has(tokens[at] ?? "")) return undefined;
      }
      if (!closers.has(tokens[at++] ?? "")) return undefined;
      if (/^time(stamp)?$/.test(base) && /^with$/i.test(tokens[at] ?? "")) {
        found.base = `${base} with time zone`;
        at += 3;
      }
    }
    const arity: Record<string, number> = { array: 1, map: 2 };
    if (base in arity) return found.parts.length === arity[base] ? found : undefined;
    if (base === "row") return found.parts.length > 0 ? found : undefined;
    if (base === "decimal" && found.numbers.length === 0)
      found.numbers.push(found.base === "decimal" ? 38 : 10, 0);
    if (base === "decimal" && found.numbers.length === 1) found.numbers.push(0);
    return base in duckNames || base === "decimal" || base === "char" ? found : undefined;
  };
  const parsed = type();
  return at === tokens.length ? parsed : undefined;
}

/** DuckDB's spelling of an Athena type. Undefined where DuckDB has none (ipaddress, HyperLogLog, …). */
export function duckType(type: AthenaType): string | undefined {
  const parts = type.parts.map((part) => duckType(part.type));
  if (parts.includes(undefined)) return undefined;
  if (type.base === "array") return `${parts[0]}[]`;
  if (type.base === "map") return `MAP(${parts[0]}, ${parts[1]})`;
  if (type.base === "row") {
    const field = (index: number) => type.parts[index]?.name ?? `__field${index + 1}`;
    return `STRUCT(${parts.map((part, index) => `"${field(index)}" ${part}`).join(", ")})`;
  }
  if (type.base === "decimal") return `DECIMAL(${type.numbers[0]}, ${type.numbers[1]})`;
  if (type.base === "char") return "VARCHAR";
  return duckNames[type.base];
}

/** Hive's spelling, as DESCRIBE and Glue show a column: `int`, `string`, `struct<a:int>`. */
export function hiveType(type: AthenaType): string {
  const parts = type.parts.map((part) => (part.name ? `${part.name}:` : "") + hiveType(part.type));
  if (type.base === "row") return `struct<${parts.join(",")}>`;
  if (parts.length > 0) return `${type.base}<${parts.join(",")}>`;
  if (type.base === "varchar" && type.numbers.length === 0) return "string";
  if (type.base === "real") return "float";
  if (type.base === "integer") return "int";
  if (type.base === "varbinary") return "binary";
  if (type.numbers.length > 0 && /^(decimal|varchar|char)$/.test(type.base))
    return `${type.base}(${type.numbers.join(",")})`;
  return type.base;
}

/** Trino's spelling, as typeof() and information_schema show it: `array(integer)`, `timestamp(3)`. */
export function trinoType(type: AthenaType): string {
  const parts = type.parts.map((part) => (part.name ? `${part.name} ` : "") + trinoType(part.type));
  if (parts.length > 0) return `${type.base}(${parts.join(", ")})`;
  const moment = /^(time(?:stamp)?)(.*)$/.exec(type.base);
  if (moment !== null) return `${moment[1]}(${type.numbers[0] ?? 3})${moment[2]}`;
  if (type.numbers.length > 0) return `${type.base}(${type.numbers.join(",")})`;
  return type.base;
}

const precisions: Record<string, number> = {
  tinyint: 3,
  smallint: 5,
  integer: 10,
  bigint: 19,
  real: 17,
  double: 17,
  time: 3,
  "time with time zone": 3,
  timestamp: 3,
  "timestamp with time zone": 3,
  varbinary: 1073741824,
};

/** ColumnInfo of a result column. Precision in digits or characters. */
export function columnOf(name: string, type: AthenaType): Column {
  const text = type.base === "varchar" || type.base === "char";
  const precision = text
    ? (type.numbers[0] ?? 2147483647)
    : type.base === "decimal"
      ? (type.numbers[0] ?? 38)
      : (precisions[type.base] ?? 0);
  return {
    name,
    type: type.base === "real" ? "float" : type.base,
    precision,
    scale: type.base === "decimal" ? (type.numbers[1] ?? 0) : 0,
    caseSensitive: text,
  };
}
