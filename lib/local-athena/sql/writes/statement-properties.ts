import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { core, identifierText, stringValue } from "../translate/tree";
import type { Tree } from "../trino-parser";
import { invalidProperty } from "./write-error";

export type PropertyValue = string | number | boolean | string[];
export type StatementProperties = ReadonlyMap<string, PropertyValue>;

function constantOf(node: Tree): PropertyValue | undefined {
  const inner = core(node);
  const text = inner.getText();
  if (/^'(?:[^']|'')*'$/.test(text)) return stringValue(text);
  if (/^\d+$/.test(text)) return Number(text);
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === "true";
  if (!(inner instanceof G.ArrayConstructorContext)) return undefined;
  const items = inner.expression().map(constantOf);
  return items.every((item) => typeof item === "string") ? items : undefined;
}

/**
 * What `WITH (name = value, …)` says: texts, whole numbers, booleans, arrays of texts.
 * @param known the names that the statement has
 * @throws SqlError INVALID_TABLE_PROPERTY for other names, repeated ones and other values
 */
export function statementProperties(
  node: G.PropertiesContext | null,
  known: readonly string[],
): StatementProperties {
  const found = new Map<string, PropertyValue>();
  for (const property of node?.propertyAssignments().property() ?? []) {
    const name = identifierText(property.identifier()).toLowerCase();
    if (!known.includes(name))
      throw invalidProperty(
        `line 1:1: Catalog 'awsdatacatalog' table property '${name}' does not exist`,
      );
    if (found.has(name)) throw invalidProperty(`line 1:1: Duplicate property: ${name}`);
    const value = constantOf(property.propertyValue());
    if (value === undefined)
      throw invalidProperty(
        `line 1:1: Invalid value for catalog 'awsdatacatalog' table property '${name}'`,
      );
    found.set(name, value);
  }
  return found;
}

const mistyped = (name: string, wanted: string) =>
  invalidProperty(
    `line 1:1: Invalid value for catalog 'awsdatacatalog' table property '${name}': Cannot convert to ${wanted}`,
  );

/** @throws SqlError INVALID_TABLE_PROPERTY when it is something else */
export function textProperty(properties: StatementProperties, name: string): string | undefined {
  const value = properties.get(name);
  if (value === undefined || typeof value === "string") return value;
  throw mistyped(name, "varchar");
}

/** @throws SqlError INVALID_TABLE_PROPERTY when it is something else */
export function namesProperty(properties: StatementProperties, name: string): string[] {
  const value = properties.get(name) ?? [];
  if (!Array.isArray(value)) throw mistyped(name, "array(varchar)");
  return value;
}

/** @throws SqlError INVALID_TABLE_PROPERTY when it is something else */
export function numberProperty(properties: StatementProperties, name: string): number | undefined {
  const value = properties.get(name);
  if (value === undefined || typeof value === "number") return value;
  throw mistyped(name, "integer");
}
