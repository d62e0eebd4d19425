import type { Statement } from "../sql/engine";

export type ObjectLocation = { bucket: string; key: string };

/** `s3://bucket/prefix` in its parts; undefined for anything that is no S3 path. */
export function parseS3Uri(uri: string): ObjectLocation | undefined {
  const match = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/su.exec(uri);
  return match?.[1] ? { bucket: match[1], key: match[2] ?? "" } : undefined;
}

type Classified = Pick<Statement, "substatementType" | "resultFormat">;
type Write = { fileName: (id: string) => string; updateType: string };

/** Statements that write data: the name of their result, and what its metadata calls the update. */
const WRITES: Readonly<Record<string, Write>> = {
  INSERT: { fileName: (id) => id, updateType: "INSERT" },
  UNLOAD: { fileName: (id) => id, updateType: "UNLOAD" },
  CREATE_TABLE_AS_SELECT: { fileName: (id) => `tables/${id}`, updateType: "CREATE TABLE" },
  UPDATE: { fileName: (id) => `${id}.csv`, updateType: "UPDATE" },
  DELETE: { fileName: (id) => `${id}.csv`, updateType: "DELETE" },
  MERGE: { fileName: (id) => `${id}.csv`, updateType: "MERGE" },
};

const writeOf = ({ substatementType }: Classified): Write | undefined =>
  Object.hasOwn(WRITES, substatementType) ? WRITES[substatementType] : undefined;

/** Statements that write data report a count, never rows, and leave no result object. */
export const writesDataOnly = (statement: Classified) => writeOf(statement) !== undefined;

/** Undefined for statements that write no data. */
export const updateTypeOf = (statement: Classified) => writeOf(statement)?.updateType;

const MANIFEST_WRITERS: ReadonlySet<string> = new Set([
  "INSERT",
  "UNLOAD",
  "CREATE_TABLE_AS_SELECT",
]);

/** Statements whose results can be asked for as a manifest (QueryResultType DATA_MANIFEST). */
export const mayHaveManifest = ({ substatementType }: Classified) =>
  MANIFEST_WRITERS.has(substatementType);

/** What describes a result stands beside it. */
export const metadataName = (resultName: string) => `${resultName}.metadata`;

/** The list of files that a write made stands beside its result. */
export const manifestName = (resultName: string) => `${resultName}-manifest.csv`;

/** The name of a result below its prefix (reference 5.1). */
export const resultFileName = (statement: Classified, id: string): string =>
  writeOf(statement)?.fileName(id) ?? `${id}.${statement.resultFormat}`;

/** The full object URI that GetQueryExecution shows for a result prefix. */
export const resultObjectUri = (prefix: string, statement: Classified, id: string): string =>
  (prefix.endsWith("/") ? prefix : `${prefix}/`) + resultFileName(statement, id);

/** The first row of a result is its header for queries and EXPLAIN, and for SHOW FUNCTIONS. */
export function hasHeaderRow(statement: Classified & Pick<Statement, "statementType">): boolean {
  return statement.statementType === "DML" || statement.substatementType === "SHOW_FUNCTIONS";
}
