import type { Statement } from "../sql/engine";

export type ObjectLocation = { bucket: string; key: string };

/** `s3://bucket/prefix` in its parts; undefined for anything that is no S3 path. */
export function parseS3Uri(uri: string): ObjectLocation | undefined {
  const match = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/su.exec(uri);
  return match?.[1] ? { bucket: match[1], key: match[2] ?? "" } : undefined;
}

const NAME_BY_SUBSTATEMENT: Readonly<Record<string, (id: string) => string>> = {
  INSERT: (id) => id,
  UNLOAD: (id) => id,
  CREATE_TABLE_AS_SELECT: (id) => `tables/${id}`,
  UPDATE: (id) => `${id}.csv`,
  DELETE: (id) => `${id}.csv`,
  MERGE: (id) => `${id}.csv`,
};

type Classified = Pick<Statement, "substatementType" | "resultFormat">;

/** Statements that write data report a count, never rows, and leave no result object. */
export const writesDataOnly = (statement: Classified) =>
  Object.hasOwn(NAME_BY_SUBSTATEMENT, statement.substatementType);

/** The full object URI that GetQueryExecution shows for a result prefix (reference 5.1). */
export function resultObjectUri(prefix: string, statement: Classified, id: string): string {
  const folder = prefix.endsWith("/") ? prefix : `${prefix}/`;
  const name = NAME_BY_SUBSTATEMENT[statement.substatementType];
  return folder + (name ? name(id) : `${id}.${statement.resultFormat}`);
}

/** The first row of a result is its header for queries and EXPLAIN, and for SHOW FUNCTIONS. */
export function hasHeaderRow(statement: Classified & Pick<Statement, "statementType">): boolean {
  return statement.statementType === "DML" || statement.substatementType === "SHOW_FUNCTIONS";
}
