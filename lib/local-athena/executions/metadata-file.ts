import type { Column } from "../sql/engine";

const VARINT = 0;
const BYTES = 2;
/** JDBC's columnNullableUnknown, shifted by one. */
const NULLABLE_UNKNOWN = 3;

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return Buffer.from([...bytes, rest]);
}

const numberField = (field: number, value: number) =>
  Buffer.concat([varint(field * 8 + VARINT), varint(value)]);

function bytesField(field: number, value: string | Buffer): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([varint(field * 8 + BYTES), varint(bytes.length), bytes]);
}

/** Which of precision, scale and case-sensitivity Athena writes for a type (measured). */
function describedBy(type: string): { precision: boolean; scale: boolean; sensitive: boolean } {
  const only = (precision: boolean, scale: boolean, sensitive: boolean) => ({
    precision,
    scale,
    sensitive,
  });
  if (/^(boolean|interval\b)/.test(type)) return only(false, false, true);
  if (type === "date") return only(false, true, true);
  return /^(tinyint|smallint|integer|bigint|float|double|decimal|varchar|char|varbinary|time|timestamp)\b/.test(
    type,
  )
    ? only(true, true, true)
    : only(false, false, false);
}

function columnMessage(column: Column): Buffer {
  const { precision, scale, sensitive } = describedBy(column.type);
  return Buffer.concat([
    bytesField(1, "hive"),
    bytesField(4, column.name),
    bytesField(5, column.name),
    bytesField(6, column.type),
    ...(precision ? [numberField(7, column.precision)] : []),
    ...(scale ? [numberField(8, column.scale)] : []),
    numberField(9, NULLABLE_UNKNOWN),
    ...(sensitive ? [numberField(10, column.caseSensitive ? 1 : 0)] : []),
  ]);
}

export type ResultDescription = {
  queryId: string;
  /** `INSERT`, `CREATE TABLE`; undefined for what only reads. */
  updateType: string | undefined;
  /** Written even when it is 0; left out where Athena has no count. */
  updateCount: number | undefined;
  columns: readonly Column[];
};

/** The protobuf message that stands beside a result as `<object>.metadata` (measured). */
export function metadataMessage(description: ResultDescription): Buffer {
  const { queryId, updateType, updateCount, columns } = description;
  return Buffer.concat([
    bytesField(1, queryId),
    ...(updateType === undefined ? [] : [bytesField(2, updateType)]),
    ...(updateCount === undefined ? [] : [numberField(3, updateCount)]),
    ...columns.map((column) => bytesField(4, columnMessage(column))),
  ]);
}
