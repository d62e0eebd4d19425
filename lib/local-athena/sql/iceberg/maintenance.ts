import type { CatalogTable, RunOutcome } from "../engine";
import { engineError } from "../errors";
import type { TokenReader } from "../lexer";
import { databaseOf } from "../run-query";
import type { Named, StatementRun } from "../statements/statement";
import { quoteName } from "../translate/tree";
import { parseTrino, type Tree } from "../trino-parser";
import { outputOf } from "../writes/query-output";
import { runToEnd, writeQuery } from "../writes/write-query";
import { icebergSource } from "./iceberg-source";
import { checkStillSame } from "./iceberg-table";
import type { DataFile, IcebergTable } from "./iceberg-tables";
import { stageIcebergRows } from "./stage-iceberg-rows";

const SNAPSHOT_AGE_SECONDS = 432_000;
const SNAPSHOTS_TO_KEEP = 1;
const TARGET_FILE_BYTES = 512 * 1024 * 1024;

function maintained(
  run: StatementRun,
  named: Named,
): { table: CatalogTable; iceberg: IcebergTable } {
  const { catalog } = run.environment;
  const database = named.database ?? databaseOf(run.context);
  const table = catalog.getTable(database, named.name);
  if (table === undefined)
    throw engineError(
      "TABLE_NOT_FOUND",
      `line 1:1: Table 'awsdatacatalog.${database}.${named.name}' does not exist`,
    );
  const iceberg = catalog.iceberg.get(database, named.name);
  if (iceberg === undefined)
    throw engineError("NOT_SUPPORTED", `Table ${database}.${named.name} is not an Iceberg table`);
  return { table, iceberg };
}

/**
 * The predicate of OPTIMIZE as a query for the files that hold such rows. It stands where the user wrote it, so that
 * errors tell its place: the words before it are always longer than ours.
 */
export function affectedFilesQuery(reader: TokenReader, named: Named): Tree {
  const names = [named.database, named.name].filter((name) => name !== undefined);
  const words = `SELECT "$path" FROM ${names.map(quoteName).join(".")} WHERE`;
  const before = reader.sql.slice(0, reader.next.start);
  const predicate = reader.sql.slice(reader.next.start).replace(/;\s*$/, "");
  const lines = before.split("\n");
  const column = " ".repeat(Array.from(lines.at(-1) ?? "").length);
  const place =
    lines.length === 1
      ? words.padEnd(Array.from(before).length)
      : `${words}${"\n".repeat(lines.length - 1)}${column}`;
  const tree = parseTrino(place + predicate);
  reader.takeAll();
  return tree;
}

/** The files that become fewer when those of each partition are joined. */
function filesToJoin(files: readonly DataFile[]): DataFile[] {
  const groups = new Map<string, DataFile[]>();
  for (const file of files) {
    if (file.sizeBytes >= TARGET_FILE_BYTES) continue;
    const key = JSON.stringify(file.partition);
    const group = groups.get(key) ?? [];
    group.push(file);
    groups.set(key, group);
  }
  return [...groups.values()].filter((group) => group.length > 1).flat();
}

/** OPTIMIZE … REWRITE DATA USING BIN_PACK: joins the files of each partition. Appends may happen in the meantime. */
export async function optimize(
  run: StatementRun,
  named: Named,
  affectedFiles: Tree | undefined,
): Promise<Partial<RunOutcome>> {
  const { environment, signal } = run;
  const { table, iceberg } = maintained(run, named);
  const { catalog, store, writes } = environment;
  const everything = parseTrino(
    `SELECT "$path" FROM ${quoteName(table.database)}.${quoteName(table.name)} WHERE false`,
  );
  return writeQuery(run, affectedFiles ?? everything, undefined, async (writing) => {
    const { connection, folder, prepared } = writing;
    const { relation } = outputOf(prepared);
    const session = { environment, connection, signal };
    const paths = await writing.readQuery(`SELECT DISTINCT q0 FROM ${relation}`);
    const chosen = new Set(paths.map(([path]) => path));
    const all = catalog.iceberg.files(iceberg.tableId, iceberg.sequence);
    const candidates =
      affectedFiles === undefined
        ? all
        : all.filter(({ bucket, key }) => chosen.has(`s3://${bucket}/${key}`));
    const joined = filesToJoin(candidates);
    if (joined.length === 0) return {};
    const { source } = icebergSource(store, table, iceberg, joined, "nothing");
    const staged = await stageIcebergRows({
      ...session,
      readQuery: (sql) => runToEnd(session, sql),
      folder,
      table,
      iceberg,
      query: `SELECT * FROM ${source}`,
      tree: undefined,
    });
    await writes.publish(staged.objects, signal, () => {
      checkStillSame(catalog, table, iceberg);
      catalog.iceberg.commit(table, iceberg.tableId, {
        operation: "replace",
        added: staged.files,
        removed: joined,
        base: undefined,
      });
    });
    return {};
  });
}

function setting(table: CatalogTable, name: string, otherwise: number): number {
  const value = table.parameters[name];
  return value === undefined ? otherwise : Number(value);
}

/** VACUUM: forgets old snapshots and deletes the files that only they had. */
export async function vacuum(run: StatementRun, named: Named): Promise<Partial<RunOutcome>> {
  const { table, iceberg } = maintained(run, named);
  const { catalog, writes } = run.environment;
  const snapshots = catalog.iceberg.snapshots(iceberg.tableId);
  const oldest =
    Date.now() - 1000 * setting(table, "vacuum_max_snapshot_age_seconds", SNAPSHOT_AGE_SECONDS);
  const keepCount = Math.max(1, setting(table, "vacuum_min_snapshots_to_keep", SNAPSHOTS_TO_KEEP));
  const kept = snapshots.filter(
    ({ committedAt }, index) => committedAt > oldest || index >= snapshots.length - keepCount,
  );
  const first = kept[0]?.sequence;
  if (first === undefined || first === snapshots[0]?.sequence) return {};
  await writes.discard(catalog.iceberg.expired(iceberg.tableId, first), () =>
    catalog.iceberg.expire(iceberg.tableId, first),
  );
  return {};
}
