import type { Field } from "../analysis/fields";
import { type CatalogTable, SqlError } from "../engine";
import { parseType, trinoType } from "../types/types";

/** Errors that say that a stored view's query no longer means anything. */
const broken =
  /^(TABLE_NOT_FOUND|SCHEMA_NOT_FOUND|COLUMN_NOT_FOUND|FUNCTION_NOT_FOUND|TYPE_MISMATCH|CATALOG_NOT_FOUND|INVALID_VIEW|VIEW_IS_STALE): /;

const shown = (view: CatalogTable) => `'awsdatacatalog.${view.database}.${view.name}'`;

const INVALID_VIEW_TYPE = 1107;

/**
 * What reading a view throws: a query of its that cannot be analysed any more is the view's fault.
 * @param position of the view's name in the statement, `line 1:15`
 */
export function viewError(error: unknown, view: CatalogTable, position: string): unknown {
  if (!(error instanceof SqlError) || !broken.test(error.reason)) return error;
  const reason = error.reason.replace(/^[A-Z_]+: /, "");
  return new SqlError(
    `INVALID_VIEW: ${position}: Failed analyzing stored view ${shown(view)}: ${reason}`,
    2,
    INVALID_VIEW_TYPE,
  );
}

function staleness(view: CatalogTable, columns: readonly Field[]): string | undefined {
  if (columns.length !== view.columns.length)
    return `stored view column count (${view.columns.length}) does not match column count derived from the view query analysis (${columns.length})`;
  for (const [index, stored] of view.columns.entries()) {
    const found = columns[index];
    const type = found?.type === undefined ? "unknown" : trinoType(found.type);
    if (found?.name !== undefined && found.name.toLowerCase() !== stored.name)
      return `column [${found.name}] of type ${type} projected from query view at position ${index} has a different name from column [${stored.name}] of type ${stored.type} stored in view definition`;
    const storedType = parseType(stored.type);
    if (found?.type === undefined || storedType === undefined) continue;
    const texts = /^(varchar|char|unknown)$/;
    const same = found.type.base === storedType.base || texts.test(found.type.base);
    const widens = new Set([...numbers].slice(0, numbers.indexOf(storedType.base) + 1));
    if (!same && !widens.has(found.type.base))
      return `column [${stored.name}] of type ${type} projected from query view at position ${index} cannot be coerced to column [${stored.name}] of type ${trinoType(storedType)} stored in view definition`;
  }
  return undefined;
}

/** Each can be coerced to those after it. */
const numbers = ["tinyint", "smallint", "integer", "bigint", "decimal", "real", "double"];

/**
 * Compares what a view's query gives now with the columns that were stored when it was made.
 * @throws SqlError VIEW_IS_STALE
 */
export function checkStored(
  view: CatalogTable,
  columns: readonly Field[] | undefined,
  position: string,
): void {
  const visible = columns?.filter((column) => column.hidden !== true);
  const detail = visible === undefined ? undefined : staleness(view, visible);
  if (detail === undefined) return;
  throw new SqlError(
    `VIEW_IS_STALE: ${position}: View ${shown(view)} is stale or in invalid state: ${detail}`,
    2,
    INVALID_VIEW_TYPE,
  );
}
