import type { DuckDBInstance } from "@duckdb/node-api";
import type { CatalogStore } from "../sql/catalog/catalog-store";
import { type SqlEngine, SqlError, type TextRow } from "../sql/engine";
import type { StartStream } from "../sql/query-streams";
import type { ObjectWrites } from "../sql/writes/object-writes";
import type { ObjectStore } from "../storage/object-store";
import {
  type CallFunction,
  type PythonFunction,
  SparkError,
  type SparkRequestName,
  type SparkRequests,
  type SparkSqlSession,
} from "./bridge";
import { SessionCatalog } from "./catalog/session-catalog";
import { TempViews } from "./catalog/session-views";
import { type FileReader, readFiles } from "./io/read-files";
import { type FrameWriter, writePath } from "./io/write-files";
import { writeTable } from "./io/write-table";
import type { PlanEnvironment } from "./plan/environment";
import { asSparkError } from "./plan/execute";
import type { Relation } from "./plan/plan";
import { Planner } from "./plan/planner";
import { SessionSettings } from "./session-settings";
import type { CommandRun } from "./sql/commands/command";
import { parseStatement } from "./sql/commands/parse-command";
import { parseExpression, parseQuery } from "./sql/parse";

export type SessionParts = {
  sessionId: string;
  properties: Record<string, string>;
  onScanned: (bytes: number) => void;
  store: ObjectStore;
  catalog: CatalogStore;
  writes: ObjectWrites;
  startStream: StartStream;
  /** For DDL that Spark and Hive have in the same words. */
  sqlEngine: SqlEngine;
  /** Opens DuckDB with the first request that needs it. */
  openDuckDb: () => Promise<DuckDBInstance>;
  globalViews: TempViews;
  warehouse: string;
  now: () => number;
};

/** What a session has once DuckDB is open. */
type Opened = { planner: Planner; catalog: SessionCatalog; writer: FrameWriter };

type Handlers = {
  [Name in SparkRequestName]: (
    request: SparkRequests[Name]["request"],
    signal: AbortSignal,
  ) => Promise<SparkRequests[Name]["answer"]>;
};

/** The SQL side of one Spark session: its views, settings and current database, over the catalog that all share. */
export class SparkSession implements SparkSqlSession {
  private readonly settings: SessionSettings;
  private readonly views = new TempViews();
  /** By their names in lower case. */
  private readonly functions = new Map<string, PythonFunction>();
  private callFunction: CallFunction | undefined;
  private opened: Promise<Opened> | undefined;

  constructor(private readonly parts: SessionParts) {
    this.settings = new SessionSettings(parts.properties, parts.warehouse);
  }

  async handle<Name extends SparkRequestName>(
    name: Name,
    request: SparkRequests[Name]["request"],
    signal: AbortSignal,
    callFunction?: CallFunction,
  ): Promise<SparkRequests[Name]["answer"]> {
    signal.throwIfAborted();
    // Python asks for one thing at a time.
    this.callFunction = callFunction;
    try {
      this.settings.check();
      return await this.handlers[name](request, signal);
    } catch (error) {
      if (signal.aborted) signal.throwIfAborted();
      // Tables of Athena SQL fail in its words.
      if (error instanceof SqlError) throw new SparkError("AnalysisException", error.reason);
      throw this.withoutPaths(asSparkError(error));
    }
  }

  /** DuckDB names files by their paths on this machine: users know them as objects. */
  private withoutPaths(error: unknown): unknown {
    const { root } = this.parts.store;
    if (!(error instanceof SparkError) || !error.message.includes(root)) return error;
    return new SparkError(error.errorClass, error.message.replaceAll(`${root}/`, "s3://"));
  }

  private open(): Promise<Opened> {
    this.opened ??= this.parts.openDuckDb().then(
      (instance) => this.openedOn(instance),
      (error: unknown) => {
        this.opened = undefined;
        throw error;
      },
    );
    return this.opened;
  }

  private openedOn(instance: DuckDBInstance): Opened {
    const { store, catalog: tables, writes, onScanned, globalViews, warehouse, now } = this.parts;
    const { startStream } = this.parts;
    const setting = (key: string) => this.settings.get(key);
    const files: FileReader = { store, instance, startStream, setting, onScanned };
    const reader = { store, catalog: tables, instance, files };
    const catalog = new SessionCatalog(tables, this.views, globalViews, reader, warehouse);
    const environment: PlanEnvironment = {
      duckDb: instance,
      startStream,
      resolveTable: (name, signal) => catalog.resolve(name, signal),
      readFiles: (read, signal) => readFiles(files, read, signal),
      parseQuery,
      parseExpression,
      currentDatabase: () => catalog.currentDatabase,
      registeredFunction: (name) => this.functions.get(name.toLowerCase()),
      callFunction: (call) => {
        if (this.callFunction) return this.callFunction(call);
        const message = "A function of Python can only be called while Python waits";
        return Promise.reject(new SparkError("AnalysisException", message));
      },
      setting,
      nowMs: now,
    };
    const planner = new Planner(environment);
    const writer: FrameWriter = {
      store,
      catalog: tables,
      writes,
      instance,
      startStream,
      session: catalog,
      setting,
      rows: (plan, signal) => planner.query(plan, signal),
      failure: asSparkError,
    };
    return { planner, catalog, writer };
  }

  private readonly handlers: Handlers = {
    analyze: async ({ plan }, signal) => {
      const { planner } = await this.open();
      return { schema: await planner.schema(plan, signal) };
    },
    collect: async ({ plan }, signal) => (await this.open()).planner.collect(plan, signal),
    show: async (request, signal) => ({
      text: await (await this.open()).planner.show(request, signal),
    }),
    explain: async ({ plan, mode }, signal) => ({
      text: await (await this.open()).planner.explain(plan, mode, signal),
    }),
    sql: async ({ query }, signal) => {
      const statement = parseStatement(query);
      if ("query" in statement) return { plan: statement.query, isCommand: false };
      const { schema, rows } = await statement.command(await this.commandRun(signal));
      return { plan: { rel: "local", schema, rows }, isCommand: true };
    },
    write: async (request, signal) => {
      await this.write(request, signal);
      return {};
    },
    createView: async ({ plan, name, replace, global }, signal) => {
      const { catalog, planner } = await this.open();
      await planner.schema(plan, signal);
      catalog.createView(name, plan, { replace, global });
      return {};
    },
    dropView: async ({ name, global }) => ({
      dropped: (await this.open()).catalog.dropView(name, global),
    }),
    catalog: async (request, signal) => {
      const { catalog, planner } = await this.open();
      const schemaOf = (plan: Relation) => planner.schema(plan, signal);
      return { value: await catalog.answer(request, schemaOf) };
    },
    registerFunction: async (registered) => {
      this.functions.set(registered.name.toLowerCase(), registered);
      return {};
    },
    getConf: async ({ key }) => ({ value: this.settings.get(key) }),
    setConf: async ({ key, value }) => {
      if (value === null) this.settings.unset(key);
      else this.settings.set(key, value);
      return {};
    },
  };

  private async write(request: Parameters<CommandRun["write"]>[0], signal: AbortSignal) {
    const { writer } = await this.open();
    const { target } = request;
    if ("path" in target) await writePath(writer, { ...request, target }, signal);
    else await writeTable(writer, { ...request, target }, signal);
  }

  private async commandRun(signal: AbortSignal): Promise<CommandRun> {
    const { catalog: session, planner } = await this.open();
    const { store, catalog, writes } = this.parts;
    return {
      store,
      catalog,
      writes,
      session,
      settings: this.settings,
      signal,
      schemaOf: (plan) => planner.schema(plan, signal),
      explain: (plan, mode) => planner.explain(plan, mode, signal),
      write: (request) => this.write(request, signal),
      hive: (statement) => this.hive(statement, session.currentDatabase, signal),
    };
  }

  /** Runs a statement of Athena SQL and returns its rows, the columns of each joined by tabs. */
  private async hive(sql: string, database: string, signal: AbortSignal): Promise<string[]> {
    const { sqlEngine, sessionId } = this.parts;
    const lines: string[] = [];
    const sink = {
      columns: async () => {},
      write: async (rows: TextRow[]) => {
        lines.push(...rows.map((row) => row.join("\t")));
      },
    };
    const context = {
      executionId: sessionId,
      catalog: undefined,
      database,
      parameters: undefined,
      workGroup: "",
      outputLocation: "",
      enforcesLocation: false,
    };
    await sqlEngine.run(sqlEngine.parse(sql), context, sink, signal);
    return lines;
  }
}
