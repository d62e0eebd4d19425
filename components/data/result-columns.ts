export type ResultColumn = { name: string; type: string };
export type ResultRow = readonly (string | null)[];

const numeric = /^(?:tinyint|smallint|int|integer|bigint|float|real|double|decimal)\b/;

/** Right-aligned and mono. `type` as Athena prints it, e.g. `decimal(10,2)`. */
export const isNumeric = (type: string) => numeric.test(type);

const sampleRows = 100;
const charPx = 7.8;
const paddingPx = 26;
const widthMin = 64;
const widthMax = 360;

/** A width in px for each column, from its name, type and first rows. */
export function initialWidths(
  columns: readonly ResultColumn[],
  rows: readonly ResultRow[],
): number[] {
  const sample = rows.slice(0, sampleRows);
  return columns.map((column, index) => {
    let chars = Math.max(column.name.length, Math.min(column.type.length, 24));
    for (const row of sample) chars = Math.max(chars, row[index]?.length ?? 4);
    return Math.round(Math.min(widthMax, Math.max(widthMin, chars * charPx + paddingPx)));
  });
}

/** A row as other programs paste it: cells by tab, null as nothing. */
export const rowAsText = (row: ResultRow) =>
  row.map((cell) => (cell ?? "").replace(/[\t\r\n]+/g, " ")).join("\t");
