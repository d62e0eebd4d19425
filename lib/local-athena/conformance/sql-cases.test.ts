import { type GetQueryResultsOutput, paginateGetQueryResults } from "@aws-sdk/client-athena";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestService, type TestService } from "../operations/test-service.fixture";
import cases from "./sql-cases.fixture.json";

type Rows = (string | null)[][];
type Case = {
  category: string;
  sql: string;
  /** Absent where only success is asked for. */
  expect?: { rows?: Rows; error?: string };
  /** A query that shows what the statement did. */
  verify?: { sql: string; rows: Rows };
};

const ORDERS = [
  "CREATE TABLE orders (id int, region string, amount double, d date) LOCATION 's3://bucket/orders/' TBLPROPERTIES ('table_type' = 'ICEBERG')",
  "INSERT INTO orders VALUES (1,'us',10.0,DATE '2024-01-01'),(2,'eu',20.0,DATE '2024-01-02'),(3,'us',30.5,DATE '2024-02-01')",
  "CREATE EXTERNAL TABLE logs (line string) PARTITIONED BY (day string) LOCATION 's3://bucket/logs/'",
];

let athena: TestService;
/** Statements that change something get a database and a folder of their own. */
let worlds = 0;

async function run(sql: string, database: string): Promise<{ id: string; reason: string }> {
  const id = await athena.start(sql, {
    QueryExecutionContext: { Database: database },
    ResultConfiguration: { OutputLocation: "s3://bucket/results/" },
  });
  const { Status } = await athena.finished(id);
  return { id, reason: Status?.State === "SUCCEEDED" ? "" : (Status?.StateChangeReason ?? "") };
}

async function rowsOf(sql: string, database: string): Promise<Rows> {
  const { id, reason } = await run(sql, database);
  expect(reason).toBe("");
  const rows: Rows = [];
  let columns: GetQueryResultsOutput["ResultSet"];
  for await (const page of paginateGetQueryResults(
    { client: athena.client },
    { QueryExecutionId: id },
  )) {
    columns ??= page.ResultSet;
    for (const row of page.ResultSet?.Rows ?? [])
      rows.push((row.Data ?? []).map((datum) => datum.VarCharValue ?? null));
  }
  const names = columns?.ResultSetMetadata?.ColumnInfo?.map((column) => column.Name);
  return JSON.stringify(rows[0]) === JSON.stringify(names) ? rows.slice(1) : rows;
}

async function makeWorld(): Promise<string> {
  const database = `world_${++worlds}`;
  await rowsOf(`CREATE DATABASE ${database}`, "default");
  for (const sql of ORDERS)
    await rowsOf(sql.replaceAll("s3://bucket/", `s3://bucket/${database}/`), database);
  return database;
}

let shared: string;

beforeAll(async () => {
  athena = await startTestService();
  await athena.service.context.store.createBucket("bucket");
  shared = await makeWorld();
});
afterAll(() => athena.close());

const isQuery = (sql: string) => /^[(\s]*(SELECT|WITH|VALUES|TABLE|EXPLAIN)\b/i.test(sql);

test.each((cases as Case[]).map((item) => [`${item.category}: ${item.sql}`, item] as const))(
  "%s",
  async (_, item) => {
    const database = isQuery(item.sql) ? shared : await makeWorld();
    const sql = item.sql
      .replaceAll("s3://bucket/", `s3://bucket/${database}/`)
      .replace(/"default"(?=\.)|\bdefault(?=\.)/g, database);
    if (item.expect?.error !== undefined) {
      expect((await run(sql, database)).reason).toMatch(new RegExp(`^${item.expect.error}: `));
      return;
    }
    const rows = await rowsOf(sql, database);
    // EXPLAIN ends with an empty line, as Athena's does.
    const shown = /^EXPLAIN/.test(sql) ? rows.filter((row) => row[0] !== "") : rows;
    if (item.expect?.rows) expect(shown).toEqual(item.expect.rows);
    if (item.verify) expect(await rowsOf(item.verify.sql, database)).toEqual(item.verify.rows);
  },
);
