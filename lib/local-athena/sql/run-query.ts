import type {
  DuckDBConnection,
  DuckDBInstance,
  DuckDBPreparedStatement,
  DuckDBType,
} from "@duckdb/node-api";
import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import type { ObjectStore } from "../storage/object-store";
import { analyzeStatement } from "./analysis/analyze";
import type { Field } from "./analysis/fields";
import type { CatalogStore } from "./catalog/catalog-store";
import { abortError, onConnection } from "./duckdb";
import type {
  Column,
  PreparedStatementStore,
  ResultSink,
  RunContext,
  RunOutcome,
  TextRow,
} from "./engine";
import { toSqlError } from "./errors";
import { applyParameters } from "./parameters";
import { namesRelation, planNames, watchRun } from "./profile/profile-run";
import { chunksOf, type StartStream } from "./query-streams";
import { prepareScope } from "./scope";
import { scannedBytes, type TableSource } from "./tables/table-source";
import { translate } from "./translate/translate";
import { walk } from "./translate/tree";
import { parseTrino, type Tree } from "./trino-parser";
import { checkTypes } from "./type-check";
import { athenaType, refined } from "./types/result-types";
import { type AthenaType, columnOf } from "./types/types";
import { textWriter } from "./types/value-text";
import type { ObjectWrites } from "./writes/object-writes";

export type QueryEnvironment = {
  instance: DuckDBInstance;
  store: ObjectStore;
  catalog: CatalogStore;
  preparedStatements: PreparedStatementStore;
  startStream: StartStream;
  /** For files of the engine's own; SQL cannot read it. */
  tempDir: string;
  writes: ObjectWrites;
};

export type PreparedQuery = {
  statement: DuckDBPreparedStatement;
  columns: Column[];
  /** The columns' types, for the texts of their values. */
  types: AthenaType[];
  sql: string;
  dataScannedBytes: number;
  sources: TableSource[];
};

/** What a client said about where names live, in the catalog of this engine. */
export type NamesContext = Pick<RunContext, "database">;

/** The database that bare names mean; Athena's is `default` when the request names none. */
export function databaseOf(context: NamesContext): string {
  return (context.database ?? "default").toLowerCase();
}

/** Above this many columns their types come from a run: a prepared statement goes over all of them for each. */
const ASKED_ONE_BY_ONE_MAX = 250;

async function columnTypes(
  connection: DuckDBConnection,
  statement: DuckDBPreparedStatement,
  sql: string,
): Promise<readonly DuckDBType[]> {
  const count = statement.columnCount;
  if (count <= ASKED_ONE_BY_ONE_MAX)
    return Array.from({ length: count }, (_, index) => statement.columnType(index));
  return (await connection.stream(`SELECT * FROM (${sql}) LIMIT 0`)).columnTypes();
}

/** Names and types of the result: the analysis' own types, or DuckDB's where it knows none. */
function resultTypes(
  statement: DuckDBPreparedStatement,
  duckTypes: readonly DuckDBType[],
  aliases: ReadonlySet<string>,
  fields: Field[] | undefined,
): { columns: Column[]; types: AthenaType[] } {
  const visible = fields?.filter((field) => field.hidden !== true);
  const known = visible?.length === statement.columnCount ? visible : undefined;
  const types = duckTypes.map((type, index) => refined(athenaType(type), known?.[index]?.type));
  const columns = types.map((type, index) => {
    const given = statement.columnName(index);
    const unnamed = /^__unnamed\d+$/.test(given);
    const name = unnamed ? `_col${index}` : aliases.has(given) ? given : given.toLowerCase();
    return columnOf(name, type);
  });
  return { columns, types };
}

async function prepareOnce(
  environment: QueryEnvironment,
  connection: DuckDBConnection,
  tree: Tree,
  database: string,
  asMaps: boolean,
): Promise<PreparedQuery> {
  const { store, catalog } = environment;
  const prepared = await prepareScope({ store, catalog, connection, asMaps }, tree, database);
  const { analysis, columns: fields } = analyzeStatement(tree, prepared.scope);
  const translated = translate(tree, prepared.scope, { asMaps, analysis });
  const check = async (boundSql?: string) => {
    const options = { ...environment, connection, asMaps, empty: true };
    const empty = await prepareScope(options, tree, database);
    await checkTypes(connection, tree, empty.scope, {
      asMaps,
      analysis,
      ...(boundSql !== undefined && { boundSql }),
    });
  };
  const statement = await connection.prepare(translated.sql).catch(async (error: unknown) => {
    // The check knows where in the user's text the two types meet.
    if (/Cannot (mix|compare) values of type|Could not convert string/.test(String(error)))
      await check();
    throw error;
  });
  await check(translated.sql);
  const columns = new Set([...prepared.columns, ...translated.identifiers]);
  const wholeRows = prepared.wholeRows || translated.hasStar;
  let dataScannedBytes = 0;
  for (const source of prepared.sources) {
    dataScannedBytes += await scannedBytes(connection, source, wholeRows ? "all" : columns);
  }
  return {
    statement,
    ...resultTypes(
      statement,
      await columnTypes(connection, statement, translated.sql),
      translated.aliases,
      fields,
    ),
    sql: translated.sql,
    dataScannedBytes,
    sources: prepared.sources,
  };
}

const mapWhereArray = /UNNEST not supported here|'(?:len|list_\w+|athena_\w+)\(MAP\(|Unnest.*MAP/i;

/**
 * Translates a query and lets DuckDB bind it: every name and type is checked, nothing has been read.
 * @throws SqlError in Athena's words
 */
export async function prepareQuery(
  environment: QueryEnvironment,
  connection: DuckDBConnection,
  tree: Tree,
  database: string,
): Promise<PreparedQuery> {
  try {
    return await prepareOnce(environment, connection, tree, database, false);
  } catch (error) {
    if (!(error instanceof Error) || !mapWhereArray.test(error.message))
      throw toSqlError(error, tree);
  }
  try {
    return await prepareOnce(environment, connection, tree, database, true);
  } catch (error) {
    throw toSqlError(error, tree);
  }
}

/** The statement with ExecutionParameters in the places of `?`. Errors: INVALID_PARAMETER_USAGE. */
export function queryTree(tree: Tree, sql: string, context: RunContext): Tree {
  const hasParameters = [...walk(tree)].some(
    (node) =>
      node instanceof G.ParameterContext ||
      (node instanceof G.RowCountContext && node.getText() === "?"),
  );
  return hasParameters ? parseTrino(applyParameters(sql, context.parameters)) : tree;
}

/**
 * Runs a SELECT and streams its rows, a DuckDB vector (at most 2,048 rows) at a time.
 * @throws SqlError for the statement's failure; AbortError when aborted; what the sink throws
 */
export async function runQuery(
  environment: QueryEnvironment,
  query: { tree: Tree; sql: string },
  context: RunContext,
  sink: ResultSink,
  signal: AbortSignal,
): Promise<RunOutcome> {
  const startedAt = performance.now();
  const tree = queryTree(query.tree, query.sql, context);
  const hasPlan = namesRelation(query.sql);
  return onConnection(environment.instance, signal, async (connection, leftAsItWas) => {
    const prepared = await prepareQuery(environment, connection, tree, databaseOf(context));
    const planningMs = performance.now() - startedAt;
    await sink.columns(prepared.columns);
    const watched = await watchRun({
      connection,
      context,
      profileDir: environment.tempDir,
      plannedBytes: prepared.dataScannedBytes,
      sql: prepared.sql,
      hasPlan,
    });
    const attempt = async <T>(work: Promise<T>): Promise<T> => {
      try {
        return await work;
      } catch (error) {
        throw signal.aborted ? abortError() : watched.failure(toSqlError(error, tree));
      }
    };
    try {
      // Without a relation the statement's own text bounds its rows.
      const result = await attempt(
        environment.startStream(prepared.statement, hasPlan ? "streamed" : "whole"),
      );
      const writers = result
        .columnTypes()
        .map((type, index) => textWriter(type, prepared.types[index]));
      const chunks = chunksOf(result);
      for (;;) {
        if (signal.aborted) throw abortError();
        const chunk = (await attempt(chunks.next())).value;
        if (!chunk) break;
        const columns = writers.map((write, index) => chunk.getColumnValues(index).map(write));
        const rows: TextRow[] = Array.from({ length: chunk.rowCount }, (_, row) =>
          columns.map((column) => column[row] ?? null),
        );
        watched.look(rows);
        await sink.write(rows);
      }
      const engineMs = performance.now() - startedAt;
      const finished = await watched.finish(
        prepared.columns,
        planNames(environment.store, prepared.sources),
      );
      if (!hasPlan) {
        prepared.statement.destroySync();
        leftAsItWas();
      }
      return {
        ...finished,
        planningMs: Math.round(planningMs),
        engineMs: Math.round(engineMs),
        updateCount: 0,
      };
    } finally {
      await watched.close();
    }
  });
}
