import type { CatalogTable } from "../../sql/engine";
import { type AthenaType, parseType } from "../../sql/types/types";
import { SparkError } from "../bridge";
import type { SparkType, StructField } from "../plan/plan";
import { arrayOf, decimalOf, mapOf, structOf } from "../plan/types";

const names: Readonly<Record<string, string>> = {
  boolean: "boolean",
  tinyint: "byte",
  smallint: "short",
  integer: "integer",
  bigint: "long",
  real: "float",
  double: "double",
  varchar: "string",
  char: "string",
  varbinary: "binary",
  date: "date",
  timestamp: "timestamp",
  "timestamp with time zone": "timestamp",
};

/** Spark's type for a type of the catalog. Undefined for what Spark has not. */
function sparkType(type: AthenaType): SparkType | undefined {
  const [first, second] = type.parts;
  if (type.base === "array" && first !== undefined) {
    const element = sparkType(first.type);
    return element === undefined ? undefined : arrayOf(element);
  }
  if (type.base === "map" && first !== undefined && second !== undefined) {
    const [key, value] = [sparkType(first.type), sparkType(second.type)];
    return key === undefined || value === undefined ? undefined : mapOf(key, value);
  }
  if (type.base === "row") {
    const fields = type.parts.map((part, index): StructField | undefined => {
      const of = sparkType(part.type);
      if (of === undefined) return undefined;
      return { name: part.name ?? `_${index + 1}`, type: of, nullable: true };
    });
    const known = fields.filter((field) => field !== undefined);
    return known.length === fields.length ? structOf(known) : undefined;
  }
  if (type.base === "decimal") return decimalOf(type.numbers[0] ?? 10, type.numbers[1] ?? 0);
  return names[type.base];
}

const SCHEMA = "spark.sql.sources.schema";

/** Keeps how a table's columns were written: the catalog knows their names in lower case only. */
export const schemaParameters = (fields: readonly StructField[]): Record<string, string> => ({
  [SCHEMA]: JSON.stringify(structOf([...fields])),
});

/** The names of a table's columns as Spark wrote them, by those of the catalog. */
function writtenNames(parameters: Readonly<Record<string, string>>): Map<string, string> {
  const text = parameters[SCHEMA];
  if (text === undefined) return new Map();
  const { fields = [] } = JSON.parse(text) as { fields?: { name: string }[] };
  return new Map(fields.map(({ name }) => [name.toLowerCase(), name]));
}

/**
 * A table's columns as Spark sees them, its partition keys last.
 * @throws SparkError AnalysisException for a type that Spark has not
 */
export function sparkFields({
  columns,
  partitionKeys,
  parameters,
}: Pick<CatalogTable, "columns" | "partitionKeys" | "parameters">): StructField[] {
  const written = writtenNames(parameters);
  return [...columns, ...partitionKeys].map(({ name, type, comment }): StructField => {
    const parsed = parseType(type);
    const found = parsed === undefined ? undefined : sparkType(parsed);
    if (found === undefined)
      throw new SparkError(
        "AnalysisException",
        `Cannot recognize hive type string: ${type}, column: ${name}`,
      );
    const metadata = comment === undefined || comment === "" ? {} : { metadata: { comment } };
    return { name: written.get(name) ?? name, type: found, nullable: true, ...metadata };
  });
}
