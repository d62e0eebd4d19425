import { opendir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { ServiceContext } from "../operations/service-context";
import type { ExecutionTotal, ExecutionTotals } from "../state/execution-totals";
import { VERSION } from "../version";

const OBJECTS_COUNTED_MAX = 10_000;
/** As many as an account may have. */
const WORKGROUPS_MAX = 1_000;

/** A count that stopped at its limit is `atLeast`. */
type Count = { count: number; atLeast: boolean };

/** What a running service is and holds at one moment. */
export type Holdings = {
  version: string;
  url: string;
  region: string;
  accountId: string;
  dataDir: string;
  state: string;
  progress: string;
  workGroups: string[];
  totals: ExecutionTotal[];
  /** Databases with how many tables and views each has. */
  databases: { name: string; tables: number }[];
  buckets: ({ name: string } & Count)[];
  /** Workgroups that have any, with how many sessions have not ended and how many notebooks there are. */
  sessions: { name: string; count: number }[];
  notebooks: { name: string; count: number }[];
  /** Of the database that remembers everything but objects. */
  stateBytes: number;
  /** Parts that are on only when asked for. */
  switches: { control: boolean; requestRates: boolean };
};

/** Objects in a bucket's folder, counted to a limit so that a page never walks a disk. */
async function countObjects(folder: string): Promise<Count> {
  let count = 0;
  for await (const entry of await opendir(folder, { recursive: true })) {
    if (entry.isDirectory()) continue;
    if (count === OBJECTS_COUNTED_MAX) return { count, atLeast: true };
    count += 1;
  }
  return { count, atLeast: false };
}

async function countBuckets(root: string, names: readonly string[]): Promise<Holdings["buckets"]> {
  const counts = names.map(async (name) => ({
    name,
    // A bucket may be deleted meanwhile.
    ...(await countObjects(join(root, name)).catch(() => ({ count: 0, atLeast: false }))),
  }));
  return Promise.all(counts);
}

/** Bytes of files that may be missing. */
async function sizeOf(paths: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    paths.map(async (path) => (await stat(path).catch(() => undefined))?.size ?? 0),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** What a service was started with and how far its start is. */
type Started = Pick<Holdings, "url" | "dataDir" | "state" | "progress"> & {
  control?: boolean;
  requestRates?: boolean;
};

const counted = (names: readonly string[], countIn: (name: string) => number) =>
  names.map((name) => ({ name, count: countIn(name) })).filter(({ count }) => count > 0);

/** Looks at what a service holds now. */
export async function holdingsOf(
  { context, totals }: { context: ServiceContext; totals: ExecutionTotals },
  started: Started,
): Promise<Holdings> {
  const { catalog } = context.engine;
  const { store, workGroups } = context;
  const { url, dataDir, state, progress, control = false, requestRates = false } = started;
  const buckets = await store.listBuckets();
  const names = workGroups.list(WORKGROUPS_MAX).records.map(({ name }) => name);
  const sessions = context.sessions.unended();
  const database = join(dataDir, "state", "athena.db");
  return {
    version: VERSION,
    url,
    region: context.region,
    accountId: context.accountId,
    dataDir: resolve(dataDir),
    state,
    progress,
    workGroups: names,
    sessions: counted(
      names,
      (name) => sessions.filter(({ workGroup }) => workGroup === name).length,
    ),
    notebooks: counted(names, context.notebooks.countIn),
    totals: totals.list(),
    databases: catalog
      .listDatabases()
      .map(({ name }) => ({ name, tables: catalog.listTables(name).length })),
    buckets: await countBuckets(
      store.root,
      buckets.map(({ name }) => name),
    ),
    stateBytes: await sizeOf([database, `${database}-wal`]),
    switches: { control, requestRates },
  };
}
