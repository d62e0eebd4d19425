import type * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import type { AthenaType } from "../types/types";
import type { Translator } from "./translator";
import { quoteName } from "./tree";

type UnnestColumn = { value: string; name?: string | undefined };

/** What a list of the values of one argument gives, a column each. */
function columnsOf(item: string, type: AthenaType): UnnestColumn[] {
  if (type.base === "map") return [{ value: `(${item}).key` }, { value: `(${item}).value` }];
  const element = type.parts[0]?.type;
  if (element?.base !== "row") return [{ value: item }];
  return element.parts.map(({ name }, index) => ({
    value: `struct_extract_at(${item}, ${index + 1})`,
    name,
  }));
}

/**
 * UNNEST whose arguments' types are known: arrays side by side, shorter ones ending in NULL; an array of rows gives
 * a column for each field, a map its keys and values.
 */
export function typedUnnest(
  node: G.UnnestContext,
  types: AthenaType[],
  names: string[],
  t: Translator,
): string {
  const lists = node.expression().map((value, index) => {
    const text = t.emit(value);
    if (types[index]?.base === "unknown") return "CAST(NULL AS INTEGER[])";
    return types[index]?.base === "map" ? `map_entries(${text})` : text;
  });
  const items = lists.map((list, index) => `unnest(${list}) AS "__item${index}"`);
  const columns = types.flatMap((type, index) => columnsOf(`"__item${index}"`, type));
  if (node.KW_ORDINALITY() !== null) {
    const longest = `greatest(${lists.map((list) => `coalesce(len(${list}), 0)`).join(", ")})`;
    items.push(`unnest(range(1, CAST(${longest} + 1 AS BIGINT))) AS "__ordinality"`);
    columns.push({ value: '"__ordinality"' });
  }
  const listed = columns.map(
    ({ value, name }, index) => `${value} AS ${quoteName(names[index] ?? name ?? `_col${index}`)}`,
  );
  return `SELECT ${listed.join(", ")} FROM (SELECT ${items.join(", ")}) AS "__items"`;
}
