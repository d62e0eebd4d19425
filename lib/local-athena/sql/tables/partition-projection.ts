import type { DuckDBConnection } from "@duckdb/node-api";
import { type CatalogPartition, partitionName } from "../catalog/partition";
import type { CatalogColumn, CatalogTable } from "../engine";
import { engineError } from "../errors";
import { parseType } from "../types/types";
import type { Alternatives } from "./partition-conditions";
import { projectedDates } from "./projected-dates";
import { prunePartitions } from "./prune-partitions";
import { folderPrefix } from "./table-files";

/** As many partitions as one scan of Athena reads. */
const PARTITIONS_MAX = 1_000_000;

/** A value of a partition key: in the catalog's text, and as the location spells it. */
type Projected = { value: string; inLocation: string };

/** Whether the table's partitions are computed from its properties rather than kept in the catalog. */
export const isProjected = (table: CatalogTable): boolean =>
  table.parameters["projection.enabled"]?.toLowerCase() === "true";

const refused = (message: string) =>
  engineError("INVALID_TABLE_PROPERTY", `Invalid partition projection: ${message}`);

const same = (value: string): Projected => ({ value, inLocation: value });

function integers(property: (name: string) => string | undefined): Projected[] {
  const [from = Number.NaN, to = Number.NaN] = (property("range") ?? "").split(",").map(Number);
  const step = Number(property("interval") ?? 1);
  if (![from, to, step].every(Number.isSafeInteger) || step < 1)
    throw refused("the range of an integer column");
  if ((to - from) / step > PARTITIONS_MAX) throw tooMany();
  const digits = Number(property("digits") ?? 0);
  const values: Projected[] = [];
  for (let number = from; number <= to; number += step)
    values.push(same(String(number).padStart(digits, "0")));
  return values;
}

const tooMany = () =>
  engineError(
    "HIVE_EXCEEDED_PARTITION_LIMIT",
    `Query over the table can potentially read more than ${PARTITIONS_MAX} partitions`,
  );

/** The texts that a condition `key = 'x'` or `key IN ('x', 'y')` names. Undefined for another condition. */
function namedValues(text: string, names: ReadonlySet<string>): string[] | undefined {
  const match = /^\s*(?:[\w"]+\.)*"?(\w+)"?\s*(?:=\s*(.+)|IN\s*\((.+)\))\s*$/is.exec(text);
  if (match === null || !names.has((match[1] ?? "").toLowerCase())) return undefined;
  const list = match[2] ?? match[3] ?? "";
  const values = list.match(/'(?:[^']|'')*'|-?[\d.]+/g) ?? [];
  if (list.replaceAll(/'(?:[^']|'')*'|-?[\d.]+|[\s,]/g, "") !== "") return undefined;
  return values.map((value) =>
    value.startsWith("'") ? value.slice(1, -1).replaceAll("''", "'") : value,
  );
}

/** Values of a column of projection type `injected`, which only the statement knows. */
function injected(key: CatalogColumn, alternatives: Alternatives): Projected[] {
  const values = alternatives.flatMap((conditions) => {
    const found = conditions.flatMap(({ text, columns }) => {
      const names = [...columns].flatMap(([shown, column]) => (column === key.name ? [shown] : []));
      const named = namedValues(text, new Set(names));
      return named === undefined ? [] : [named];
    });
    if (found[0] === undefined)
      throw engineError(
        "CONSTRAINT_VIOLATION",
        `For the injected projected partition column ${key.name}, the WHERE clause must contain only static equality conditions, and at least one such condition must be present.`,
      );
    return found[0];
  });
  return [...new Set(values)].map(same);
}

function valuesOf(
  table: CatalogTable,
  key: CatalogColumn,
  alternatives: Alternatives,
): Projected[] {
  const property = (name: string) => table.parameters[`projection.${key.name}.${name}`];
  const type = property("type")?.toLowerCase();
  if (type === "enum")
    return (property("values") ?? "").split(",").map((value) => same(value.trim()));
  if (type === "integer") return integers(property);
  if (type === "injected") return injected(key, alternatives);
  if (type !== "date") throw refused(`the type of column ${key.name}`);
  const base = parseType(key.type)?.base;
  return projectedDates(property, new Date(), PARTITIONS_MAX).map(({ text, iso }) => {
    const value = base === "date" ? iso.slice(0, 10) : base === "timestamp" ? iso : text;
    return { value, inLocation: text };
  });
}

function locationOf(table: CatalogTable, values: Projected[]): string {
  const template = table.parameters["storage.location.template"];
  const spelled = values.map(({ inLocation }) => inLocation);
  if (template === undefined)
    return `${folderPrefix(table.parameters.location ?? "")}${partitionName(table.partitionKeys, spelled)}/`;
  return template.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => {
    const index = table.partitionKeys.findIndex((key) => key.name === name.toLowerCase());
    if (index === -1) throw refused(`${whole} in storage.location.template is no partition column`);
    return spelled[index] ?? "";
  });
}

/**
 * The partitions of a table with partition projection that a statement may need, see conditionsOver.
 * @throws SqlError INVALID_TABLE_PROPERTY, CONSTRAINT_VIOLATION (injected columns), HIVE_EXCEEDED_PARTITION_LIMIT
 */
export async function projectedPartitions(
  connection: DuckDBConnection,
  table: CatalogTable,
  alternatives: Alternatives,
): Promise<CatalogPartition[]> {
  let rows: Projected[][] = [[]];
  for (const key of table.partitionKeys) {
    const values = valuesOf(table, key, alternatives);
    // Conditions on this column alone leave fewer of its values, before they are combined.
    const alone = { ...table, partitionKeys: [key] };
    const partition = ({ value }: Projected) => ({
      values: [value],
      location: "",
      parameters: {},
      createTime: 0,
    });
    const left = await prunePartitions(connection, alone, values.map(partition), alternatives);
    const needed = new Set(left.map((found) => found.values[0]));
    const kept = values.filter(({ value }) => needed.has(value));
    if (rows.length * kept.length > PARTITIONS_MAX) throw tooMany();
    rows = rows.flatMap((row) => kept.map((value) => [...row, value]));
  }
  return rows.map((row) => ({
    values: row.map(({ value }) => value),
    location: locationOf(table, row),
    parameters: {},
    createTime: table.createTime,
  }));
}
