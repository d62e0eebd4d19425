import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import {
  type AthenaClient,
  GetQueryExecutionCommand,
  GetQueryResultsCommand,
  ListTableMetadataCommand,
  StartQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import { ListBucketsCommand, ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import { openDatabase } from "../state/database";
import type { LoadStatement } from "./crash-load.fixture";

const names = { CatalogName: "AwsDataCatalog", DatabaseName: "default" };

/** Runs a statement that must succeed and returns its rows, without the header of a SELECT. */
async function rowsOf(client: AthenaClient, QueryString: string): Promise<string[][]> {
  const { QueryExecutionId } = await client.send(new StartQueryExecutionCommand({ QueryString }));
  for (;;) {
    const { QueryExecution } = await client.send(
      new GetQueryExecutionCommand({ QueryExecutionId }),
    );
    const { State, StateChangeReason } = QueryExecution?.Status ?? {};
    if (State === "SUCCEEDED") break;
    if (State !== "QUEUED" && State !== "RUNNING")
      throw new Error(`${QueryString} ${State}: ${StateChangeReason}`);
    await delay(5);
  }
  const rows: string[][] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new GetQueryResultsCommand({ QueryExecutionId, NextToken }));
    for (const { Data } of page.ResultSet?.Rows ?? [])
      rows.push((Data ?? []).map(({ VarCharValue }) => VarCharValue ?? ""));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return rows.slice(1);
}

/** Makes the tables that the load writes to: one in partitions, one of Iceberg with three rows. */
export async function makeWrittenTables(client: AthenaClient): Promise<void> {
  for (const sql of [
    "CREATE EXTERNAL TABLE parts (n bigint, tag string) PARTITIONED BY (part string) STORED AS PARQUET LOCATION 's3://lake/parts/'",
    "CREATE TABLE marks (id int, tags string) LOCATION 's3://lake/marks/' TBLPROPERTIES ('table_type' = 'ICEBERG')",
    "INSERT INTO marks VALUES (1, ''), (2, ''), (3, '')",
  ])
    await rowsOf(client, sql);
}

/** What a table has of each write, by the writes' tags; -1 where a write is there in part or twice. */
async function foundInTables(
  client: AthenaClient,
  attempted: readonly LoadStatement[],
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const [tag = "", count, distinct] of await rowsOf(
    client,
    "SELECT tag, count(*), count(DISTINCT n) FROM parts WHERE CAST(n % 3 AS varchar) = part GROUP BY tag",
  ))
    found.set(tag, count === distinct ? Number(count) : -1);
  for (const [tags = ""] of await rowsOf(client, "SELECT tags FROM marks"))
    for (const tag of tags.split(",").slice(0, -1)) found.set(tag, found.has(tag) ? -1 : 1);
  const made = new Set<string>();
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListTableMetadataCommand({ ...names, NextToken }));
    for (const { Name = "" } of page.TableMetadataList ?? []) made.add(Name);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  const tables = attempted.filter(({ kind, tag }) => kind === "CTAS" && made.has(`made_${tag}`));
  const counts = tables.map(({ tag }) => `SELECT '${tag}', count(*) FROM made_${tag}`);
  if (counts.length > 0)
    for (const [tag = "", count] of await rowsOf(client, counts.join(" UNION ALL ")))
      found.set(tag, Number(count));
  return found;
}

/**
 * Compares the tables with the writes that were sent to them: each is there as a whole or not at all, all that
 * SUCCEEDED are there, those that were in flight may be.
 * @param stateOf by tag, of the writes whose start was answered
 */
export async function faultsOfTables(
  client: AthenaClient,
  attempted: readonly LoadStatement[],
  stateOf: ReadonlyMap<string, string>,
): Promise<string[]> {
  const writes = attempted.filter(({ kind }) => kind !== "SELECT");
  const found = await foundInTables(client, writes);
  const faults = writes.flatMap(({ tag, kind, rows }) => {
    const count = found.get(tag);
    found.delete(tag);
    if (count === undefined)
      return stateOf.get(tag) === "SUCCEEDED" ? [`${kind} ${tag} succeeded and is not there`] : [];
    return count === rows ? [] : [`${kind} ${tag} of ${rows} rows has ${count}`];
  });
  return [...faults, ...[...found.keys()].map((tag) => `${tag} was never written`)];
}

async function* urisOf(s3: S3Client): AsyncGenerator<string> {
  const { Buckets } = await s3.send(new ListBucketsCommand({}));
  for (const { Name: Bucket } of Buckets ?? []) {
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(new ListObjectsV2Command({ Bucket, ContinuationToken }));
      for (const { Key } of page.Contents ?? []) yield `s3://${Bucket}/${Key}`;
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
  }
}

/** Data of CTAS, below the result location, that belongs to no table of the catalog. */
export async function orphansOfTables(client: AthenaClient, s3: S3Client): Promise<string[]> {
  const locations: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListTableMetadataCommand({ ...names, NextToken }));
    for (const { Parameters } of page.TableMetadataList ?? [])
      locations.push(Parameters?.location ?? "");
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  const orphans: string[] = [];
  for await (const uri of urisOf(s3)) {
    if (!/\/tables\/[^/]+\//.test(uri)) continue;
    if (!locations.some((location) => uri.startsWith(location)))
      orphans.push(`${uri} is an orphan`);
  }
  return orphans;
}

/** What a stopped service has left on disk that it needs for nothing: staged files, objects of no snapshot. */
export async function leftOnDisk(dataDir: string): Promise<string[]> {
  const root = join(dataDir, "s3");
  const filesIn = async (folder: string) =>
    (await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  const staged = [
    ...(await filesIn(join(root, "objects", ".writes"))),
    ...(await filesIn(join(root, "staging"))),
  ];
  const db = openDatabase(join(dataDir, "state", "athena.db"));
  try {
    const unwanted = db.prepare("SELECT key FROM unwanted_objects").all() as { key: string }[];
    const known = db.prepare("SELECT key FROM iceberg_files").all() as { key: string }[];
    const keys = new Set(known.map(({ key }) => join(root, "objects", "lake", key)));
    const marks = await filesIn(join(root, "objects", "lake", "marks"));
    return [
      ...staged,
      ...unwanted.map(({ key }) => key),
      ...marks.filter((path) => !keys.has(path)),
      ...[...keys].filter((path) => !marks.includes(path)).map((path) => `missing ${path}`),
    ];
  } finally {
    db.close();
  }
}
