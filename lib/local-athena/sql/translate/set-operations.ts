import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import type { Field } from "../analysis/fields";
import { isZoned } from "../analysis/type-rules";
import type { Tree } from "../trino-parser";
import { typeMismatch } from "./predicates";
import { notSupported, type Translator } from "./translator";
import { childrenOf, core, quoteName } from "./tree";

function isRecursive(node: Tree): boolean {
  for (let at: Tree | null = node; at !== null; at = at.parent) {
    if (at instanceof G.WithContext && at.KW_RECURSIVE() !== null) return true;
  }
  return false;
}

/** Field types of `row(integer, decimal(10, 2))`. */
function fieldTypes(row: string): string[] {
  const inner = row.slice(row.indexOf("(") + 1, -1);
  const fields: string[] = [];
  let depth = 0;
  let start = 0;
  for (const [index, character] of Array.from(inner).entries()) {
    if (character === "(") depth++;
    if (character === ")") depth--;
    if (character !== "," || depth > 0) continue;
    fields.push(inner.slice(start, index).trim());
    start = index + 1;
  }
  return [...fields, inner.slice(start).trim()];
}

const isNumber = (type: string) =>
  /^(tinyint|smallint|integer|bigint|real|double|decimal)/.test(type);

/** A query whose columns with time zones keep them, whichever way they were made. */
function withZones(query: string, columns: Field[]): string {
  const inner = columns.map((_, index) => quoteName(`__column${index}`));
  const listed = columns.map(({ name, type }, index) => {
    const value = isZoned(type) ? `athena_zoned(${inner[index]})` : inner[index];
    return `${value} AS ${quoteName(name ?? `_col${index}`)}`;
  });
  return `SELECT ${listed.join(", ")} FROM (${query}) AS "__zoned"(${inner.join(", ")})`;
}

/** UNION and its kin, whose columns must have common types; DuckDB would make texts of them. */
export function setOperation(node: G.SetOperationContext, t: Translator): string {
  const terms = node.queryTerm();
  const columns = terms.map((term) => t.columnsOf(core(term)));
  const types = t.columnsOf(node);
  if (types !== undefined && columns.every((found) => found !== undefined)) {
    if (!types.some((field) => isZoned(field.type))) return t.join(childrenOf(node));
    // DuckDB would tell two zones of one instant apart.
    if (node.KW_UNION() === null || !node.setQuantifier()?.KW_ALL())
      throw notSupported(
        "A set operation other than UNION ALL over timestamps with time zone",
        node,
      );
    return childrenOf(node)
      .map((child) =>
        terms.some((term) => term === child) ? withZones(t.emit(child), types) : t.emit(child),
      )
      .join(" ");
  }
  if (t.checks === undefined || isRecursive(node)) return t.join(childrenOf(node));
  const [left, ...rest] = childrenOf(node).map((child) => t.emit(child));
  const right = rest.at(-1);
  if (left === undefined || right === undefined) return "";
  const whole = (name: string) => `(SELECT row(*COLUMNS(*)) FROM "${name}" LIMIT 1)`;
  const same = t.checks.common([whole("__left"), whole("__right")], ([a = "", b = ""]) => {
    const others = fieldTypes(b);
    const column = fieldTypes(a).findIndex(
      (type, index) => type !== others[index] && !(isNumber(type) && isNumber(others[index] ?? "")),
    );
    const operation = rest[0]?.toUpperCase() ?? "UNION";
    const types = `${fieldTypes(a)[column] ?? a}, ${others[column] ?? b}`;
    return typeMismatch(
      node,
      `column ${column + 1} in ${operation} query has incompatible types: ${types}`,
    );
  });
  const joined = `SELECT * FROM "__left" ${rest.slice(0, -1).join(" ")} SELECT * FROM "__right"`;
  return `(WITH "__left" AS (${left}), "__right" AS (${right}) SELECT * FROM (${joined}) WHERE ${same})`;
}
