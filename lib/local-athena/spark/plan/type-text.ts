import { SparkError } from "../bridge";
import type { SparkType, StructField, StructType } from "./plan";
import { arrayOf, isArray, isMap, mapOf, namedType, structOf } from "./types";

const sqlNames: Record<string, string> = {
  byte: "tinyint",
  short: "smallint",
  integer: "int",
  long: "bigint",
};

/** DataType.simpleString: `bigint`, `array<int>`, `struct<a:int>`. */
export function simpleString(type: SparkType): string {
  if (typeof type === "string") return sqlNames[type] ?? type;
  if (isArray(type)) return `array<${simpleString(type.elementType)}>`;
  if (isMap(type)) return `map<${simpleString(type.keyType)},${simpleString(type.valueType)}>`;
  return `struct<${type.fields.map((field) => `${field.name}:${simpleString(field.type)}`).join(",")}>`;
}

/** DataType.sql, as in the name of a cast's column: `BIGINT`, `ARRAY<INT>`, `STRUCT<a: INT>`. */
export function sqlString(type: SparkType): string {
  if (typeof type === "string") return simpleString(type).toUpperCase();
  if (isArray(type)) return `ARRAY<${sqlString(type.elementType)}>`;
  if (isMap(type)) return `MAP<${sqlString(type.keyType)}, ${sqlString(type.valueType)}>`;
  return `STRUCT<${type.fields.map((field) => `${field.name}: ${sqlString(field.type)}`).join(", ")}>`;
}

const treeName = (type: SparkType): string => (typeof type === "string" ? type : type.type);

function treeLines(type: SparkType, indent: string): string[] {
  if (typeof type === "string") return [];
  if (isArray(type)) {
    return [
      `${indent}-- element: ${treeName(type.elementType)} (containsNull = ${type.containsNull})`,
      ...treeLines(type.elementType, `${indent}    |`),
    ];
  }
  if (isMap(type)) {
    return [
      `${indent}-- key: ${treeName(type.keyType)}`,
      ...treeLines(type.keyType, `${indent}    |`),
      `${indent}-- value: ${treeName(type.valueType)} (valueContainsNull = ${type.valueContainsNull})`,
      ...treeLines(type.valueType, `${indent}    |`),
    ];
  }
  return type.fields.flatMap((field) => [
    `${indent}-- ${field.name}: ${treeName(field.type)} (nullable = ${field.nullable})`,
    ...treeLines(field.type, `${indent}    |`),
  ]);
}

/** StructType.treeString, as printSchema prints it, with its last line break. */
export function treeString(schema: StructType): string {
  return ["root", ...treeLines(schema, " |")].map((line) => `${line}\n`).join("");
}

class TypeReader {
  private at = 0;
  constructor(private readonly text: string) {}

  private fail(): never {
    const found =
      this.text
        .slice(this.at)
        .trim()
        .split(/[\s,<>():]/)[0] ?? "";
    if (/^\w+$/.test(found) && !namedType(found)) {
      throw new SparkError(
        "ParseException",
        `\nDataType ${found} is not supported.(line 1, pos ${this.at})\n\n== SQL ==\n${this.text}\n${"-".repeat(this.at)}^^^\n`,
      );
    }
    throw new SparkError(
      "ParseException",
      `\nmismatched input '${found || "<EOF>"}' expecting a data type(line 1, pos ${this.at})\n\n== SQL ==\n${this.text}\n${"-".repeat(this.at)}^^^\n`,
    );
  }

  private take(pattern: RegExp): string | undefined {
    const found = new RegExp(`\\s*(${pattern.source})`, "iuy");
    found.lastIndex = this.at;
    const match = found.exec(this.text);
    if (!match) return undefined;
    this.at = found.lastIndex;
    return match[1];
  }

  private need(pattern: RegExp): string {
    return this.take(pattern) ?? this.fail();
  }

  type(): SparkType {
    if (this.take(/array\s*</)) {
      const element = this.type();
      this.need(/>/);
      return arrayOf(element);
    }
    if (this.take(/map\s*</)) {
      const key = this.type();
      this.need(/,/);
      const value = this.type();
      this.need(/>/);
      return mapOf(key, value);
    }
    if (this.take(/struct\s*</)) {
      if (this.take(/>/)) return structOf([]);
      const fields = this.fields();
      this.need(/>/);
      return structOf(fields);
    }
    const start = this.at;
    const written = this.take(
      /interval\s+(?:year|month|day|hour|minute|second)(?:\s+to\s+\w+)?|\w+(?:\s*\(\s*\d+\s*(?:,\s*-?\d+\s*)?\))?/,
    );
    const name = written === undefined ? undefined : namedType(written);
    if (name) return name;
    this.at = start;
    return this.fail();
  }

  fields(): StructField[] {
    const fields: StructField[] = [];
    do {
      const name = this.need(/`(?:[^`]|``)+`|[\p{L}\p{N}_]+/u);
      this.take(/:/);
      const type = this.type();
      const nullable = this.take(/not\s+null/) === undefined;
      const comment = this.take(/comment\s+(?:'[^']*'|"[^"]*")/);
      fields.push({
        name: name.startsWith("`") ? name.slice(1, -1).replaceAll("``", "`") : name,
        type,
        nullable,
        ...(comment ? { metadata: { comment: comment.replace(/^\w+\s+/, "").slice(1, -1) } } : {}),
      });
    } while (this.take(/,/));
    return fields;
  }

  end(): void {
    if (this.text.slice(this.at).trim()) this.fail();
  }
}

/** A type as SQL writes it: `array<struct<a:int>>`. @throws SparkError ParseException */
export function parseType(text: string): SparkType {
  const reader = new TypeReader(text);
  const type = reader.type();
  reader.end();
  return type;
}

/** A schema as DDL: `a INT, b STRING NOT NULL`, or `struct<…>`. @throws SparkError ParseException */
export function parseSchema(text: string): StructType {
  if (/^\s*struct\s*</i.test(text)) {
    const type = parseType(text);
    if (typeof type === "object" && type.type === "struct") return type;
  }
  const reader = new TypeReader(text);
  const fields = reader.fields();
  reader.end();
  return structOf(fields);
}
