import { type CatalogPartition, NULL_PARTITION } from "../catalog/partition";
import type { CatalogColumn, CatalogTable } from "../engine";
import type { TokenReader } from "../lexer";
import { parseType } from "../types/types";
import { semanticFailure } from "./hive-error";

const operators = ["=", "<>", "!=", "<=", ">=", "<", ">"] as const;
export type PartitionTerm = { key: string; operator: (typeof operators)[number]; value: string };

function value(reader: TokenReader): string {
  const { kind } = reader.next;
  if (kind === "text") return reader.text();
  const sign = reader.skip("-") ? "-" : "";
  if (reader.next.kind === "number") return sign + reader.take().value;
  // DATE '2024-01-01' and TIMESTAMP '…' stand for their texts.
  if (reader.skip("DATE") || reader.skip("TIMESTAMP")) return reader.text();
  if (reader.skip("NULL")) return NULL_PARTITION;
  if (reader.isNext("TRUE") || reader.isNext("FALSE")) return reader.take().value.toLowerCase();
  return reader.fail("<string>, <number>");
}

function operator(reader: TokenReader): PartitionTerm["operator"] {
  const found = operators.find((symbols) => reader.skip(...symbols));
  return found ?? reader.fail("'='");
}

/** `(key = 'value', …)`; `comparing` allows `<` and its kin, as DROP PARTITION does. */
export function partitionSpec(reader: TokenReader, comparing = false): PartitionTerm[] {
  const terms: PartitionTerm[] = [];
  reader.expect("(");
  do {
    const key = reader.hiveName();
    if (!comparing && !reader.isNext("=")) reader.fail("'='");
    terms.push({ key, operator: operator(reader), value: value(reader) });
  } while (reader.skip(","));
  reader.expect(")");
  return terms;
}

const shown = (terms: PartitionTerm[]) =>
  terms.map((term) => `${term.key}=${term.value}`).join(", ");

function checkKeys(table: CatalogTable, terms: PartitionTerm[]): void {
  if (table.partitionKeys.length === 0)
    throw semanticFailure(`table is not partitioned but partition spec exists: {${shown(terms)}}`);
  for (const { key } of terms)
    if (!table.partitionKeys.some((known) => known.name === key))
      throw semanticFailure(`Partition spec {${shown(terms)}} contains non-partition columns`);
}

/**
 * The values of a whole spec in the order of the table's partition keys.
 * @throws SqlError in Hive's words when keys are missing or unknown
 */
export function valuesOf(table: CatalogTable, terms: PartitionTerm[]): string[] {
  checkKeys(table, terms);
  const values = table.partitionKeys.map((key) => terms.find((term) => term.key === key.name));
  if (values.includes(undefined) || terms.length !== table.partitionKeys.length)
    throw semanticFailure(
      `partition spec {${shown(terms)}} doesn't contain all (${table.partitionKeys.length}) partition columns`,
    );
  return values.map((term) => term?.value || NULL_PARTITION);
}

const numeric = /^(tinyint|smallint|integer|bigint|real|double|decimal)$/;

function compare(key: CatalogColumn, left: string, right: string): number {
  if (numeric.test(parseType(key.type)?.base ?? "")) {
    const [a, b] = [left, right].map(Number);
    if (a !== undefined && b !== undefined && !Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  }
  return left < right ? -1 : left > right ? 1 : 0;
}

function holds(key: CatalogColumn, own: string, term: PartitionTerm): boolean {
  const order = compare(key, own, term.value);
  if (term.operator === "=") return order === 0;
  if (own === NULL_PARTITION) return false;
  if (term.operator === "<") return order < 0;
  if (term.operator === ">") return order > 0;
  if (term.operator === "<=") return order <= 0;
  if (term.operator === ">=") return order >= 0;
  return order !== 0;
}

/**
 * The partitions for which every term holds; a spec need not name all keys.
 * @throws SqlError in Hive's words for keys that the table does not have
 */
export function matchingPartitions(
  table: CatalogTable,
  partitions: readonly CatalogPartition[],
  terms: PartitionTerm[],
): CatalogPartition[] {
  checkKeys(table, terms);
  return partitions.filter((partition) =>
    terms.every((term) => {
      const index = table.partitionKeys.findIndex((key) => key.name === term.key);
      const key = table.partitionKeys[index];
      return key !== undefined && holds(key, partition.values[index] ?? NULL_PARTITION, term);
    }),
  );
}
