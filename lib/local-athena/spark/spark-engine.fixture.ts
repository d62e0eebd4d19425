import { openTestEngine, type TestEngine } from "../sql/test-engine.fixture";
import { SparkError, type SparkRequests, type SparkSqlSession } from "./bridge";
import { createSparkEngine } from "./create-spark-engine";
import type { Relation, WireValue } from "./plan/plan";

type SessionOptions = { properties?: Record<string, string> };

export type TestSession = SparkSqlSession & {
  /** Runs a statement and answers its rows: of a query by running its plan, of a command its own. */
  sql(query: string, signal?: AbortSignal): Promise<WireValue[][]>;
  /** What `show` prints of a statement's rows. */
  show(query: string): Promise<string>;
  /** The rows of a plan. */
  collect(plan: Relation): Promise<WireValue[][]>;
  /** `name:type` of a plan's columns. */
  columns(plan: Relation): Promise<string[]>;
  write(request: Partial<SparkRequests["write"]["request"]> & { plan: Relation }): Promise<void>;
  /** The failure of a statement that must fail. */
  failure(work: string | Promise<unknown>): Promise<SparkError>;
};

export type TestSpark = {
  athena: TestEngine;
  session(options?: SessionOptions): TestSession;
  /** What sessions told that they read. */
  scanned(): number;
  /** Keys of a bucket's objects. */
  keys(bucket: string, prefix?: string): Promise<string[]>;
  text(bucket: string, key: string): Promise<string>;
  /** Makes an object of the bucket `lake`. */
  put(key: string, body: string | Buffer): Promise<unknown>;
  close(): Promise<void>;
};

/** A plan of files in the bucket `lake`. */
export function filesOf(
  format: string,
  path: string | string[],
  options: Record<string, string> = {},
  schema?: string,
): Relation {
  const paths = [path].flat().map((one) => `s3://lake/${one}`);
  return { rel: "read", format, paths, options, ...(schema !== undefined && { schema }) };
}

const never = new AbortController().signal;

/** A real engine over the catalog and the objects of a real engine of Athena SQL; for tests. */
export async function openTestSpark(): Promise<TestSpark> {
  const athena = await openTestEngine();
  await athena.store.createBucket("lake");
  const engine = createSparkEngine({
    store: athena.store,
    sqlEngine: athena.engine,
    tempDir: `${athena.tempDir}-spark`,
    warehouse: "s3://results/spark-warehouse/",
    threads: 2,
  });
  let sessions = 0;
  let scanned = 0;
  return {
    athena,
    scanned: () => scanned,
    session({ properties = {} } = {}) {
      const session = engine.openSession({
        sessionId: `session-${++sessions}`,
        properties,
        onScanned: (bytes) => {
          scanned += bytes;
        },
      });
      const run = async (query: string, signal = never) => {
        const { plan } = await session.handle("sql", { query }, signal);
        return plan;
      };
      const collect = async (plan: Relation, signal = never) =>
        (await session.handle("collect", { plan }, signal)).rows;
      return {
        handle: (name, request, signal) => session.handle(name, request, signal),
        sql: async (query, signal) => collect(await run(query, signal), signal),
        async show(query) {
          const plan = await run(query);
          const request = { plan, rows: 20, truncate: 20, vertical: false };
          return (await session.handle("show", request, never)).text;
        },
        collect: (plan) => collect(plan),
        async columns(plan) {
          const { schema } = await session.handle("analyze", { plan }, never);
          return schema.fields.map(
            ({ name, type }) => `${name}:${typeof type === "string" ? type : JSON.stringify(type)}`,
          );
        },
        async write(request) {
          const target = { path: "s3://lake/out" };
          const whole = {
            target,
            mode: "error" as const,
            partitionBy: [],
            options: {},
            ...request,
          };
          await session.handle("write", whole, never);
        },
        async failure(work) {
          const outcome = await (typeof work === "string" ? run(work).then(collect) : work).catch(
            (error: unknown) => error,
          );
          if (outcome instanceof SparkError) return outcome;
          throw new Error(`Expected a failure, got ${JSON.stringify(outcome)}`, { cause: outcome });
        },
      };
    },
    async keys(bucket, prefix = "") {
      const page = await athena.store.list(bucket, { prefix });
      return page.objects.map(({ key }) => key);
    },
    async text(bucket, key) {
      const found = await athena.store.get(bucket, key);
      const chunks: Uint8Array[] = [];
      for await (const chunk of found?.body ?? []) chunks.push(chunk as Uint8Array);
      return Buffer.concat(chunks).toString();
    },
    put: (key, body) => athena.store.put("lake", key, Buffer.from(body)),
    async close() {
      await engine.close();
      await athena.close();
    },
  };
}
