import { onConnection } from "../../sql/duckdb";
import { chunksOf } from "../../sql/query-streams";
import { SparkError } from "../bridge";
import { type OpenSources, PlanCompiler, sourcesOf } from "./compile";
import type { PlanEnvironment } from "./environment";
import { HeldRows } from "./held-rows";
import type { WireValue } from "./plan";
import { withPythonResults } from "./python-results";
import type { Resolved } from "./resolved";
import { wireValue } from "./wire-values";

/** What a source of rows says went wrong (athena_fail), and what DuckDB's readers say, without the paths of this machine. */
function readingFailure(message: string): string {
  const told = /^Could not convert string '([\s\S]*)' to INT32$/.exec(message)?.[1];
  if (told !== undefined) return told;
  if (/null_padding in conjunction with quoted new lines/.test(message))
    return "A field in quotes goes on in the next line of a CSV file, which local-athena's Spark reads with the option multiLine only";
  if (message.startsWith("The CSV Parser state machine reached an invalid state"))
    return "A text file whose lines end in different ways cannot be read by local-athena";
  const reader = /^CSV Error on Line: (\d+)\n(?:Original Line: [^\n]*\n)?\s*([^\n]*)/.exec(message);
  return reader ? `A CSV file cannot be read: line ${reader[1]}: ${reader[2]}` : message;
}

/** What the functions shared with Athena SQL refuse, by the classes that Java has for it. */
function sharedFailure(message: string): string | undefined {
  const said = /(?:^|\s)(?:INVALID_FUNCTION_ARGUMENT|NOT_SUPPORTED): ([\s\S]*)$/.exec(message)?.[1];
  const pattern = said && /^Invalid regular expression: ([\s\S]*)$/.exec(said)?.[1];
  if (pattern) return `java.util.regex.PatternSyntaxException: Invalid pattern: ${pattern}`;
  return said && `java.lang.IllegalArgumentException: ${said}`;
}

/** DuckDB's own failures in Spark's classes: what the data did wrong, or what could not be planned. */
export function asSparkError(error: unknown): unknown {
  if (error instanceof SparkError || (error instanceof Error && error.name === "AbortError"))
    return error;
  const text = error instanceof Error ? error.message : String(error);
  const [, kind = "", rest = text] =
    /^(?:\w+ )?([A-Z]\w+(?: \w+)?) Error: ([\s\S]*)$/.exec(text) ?? [];
  const message = readingFailure(rest.split("\n\nLINE ")[0]?.trim() ?? rest);
  const java = /(?:^|\s)((?:java|org)\.[\w.]+: [\s\S]*)$/.exec(message);
  if (java?.[1]) return new SparkError("Py4JJavaError", java[1]);
  const shared = sharedFailure(message);
  if (shared) return new SparkError("Py4JJavaError", shared);
  if (/^(?:Binder|Parser|Catalog)$/.test(kind)) {
    return new SparkError("AnalysisException", `local-athena cannot plan this query: ${message}`);
  }
  if (message.startsWith("More than one row returned by a subquery")) {
    const what = "more than one row returned by a subquery used as an expression";
    return new SparkError("Py4JJavaError", `java.lang.IllegalStateException: ${what}`);
  }
  if (kind === "Out of Memory") {
    return new SparkError("Py4JJavaError", `java.lang.OutOfMemoryError: ${message}`);
  }
  return new SparkError("QueryExecutionException", message);
}

async function opened(plan: Resolved, signal: AbortSignal): Promise<OpenSources> {
  const sources = [...sourcesOf(plan)];
  const open = await Promise.all(
    sources.map(async (source) => [source, (await source.open(signal)).sql] as const),
  );
  return new Map(open);
}

/**
 * DuckDB SQL of a plan as it is now: columns named `c<id>` as in its output.
 * `ordered`: whether rows must come in the same order each time.
 * @throws SparkError; AbortError
 */
export async function planSql(
  written: Resolved,
  environment: PlanEnvironment,
  signal: AbortSignal,
  ordered = true,
): Promise<string> {
  const run = (input: Resolved) => runPlan(input, environment, signal);
  const plan = await withPythonResults(written, environment.callFunction, run);
  const sources = await opened(plan, signal);
  const nowMicros = BigInt(environment.nowMs()) * 1000n;
  const setting = (key: string) => environment.setting(key);
  const query = { nowMicros, currentDatabase: environment.currentDatabase(), setting };
  return new PlanCompiler(sources, query).whole(plan, ordered);
}

/**
 * All rows of a plan, as values on the wire.
 * @throws SparkError for what fails; AbortError
 */
export async function runPlan(
  plan: Resolved,
  environment: PlanEnvironment,
  signal: AbortSignal,
): Promise<WireValue[][]> {
  const sql = await planSql(plan, environment, signal);
  const held = new HeldRows();
  try {
    return await onConnection(environment.duckDb, signal, async (connection, leftAsItWas) => {
      const statement = await connection.prepare(sql);
      const result = await environment.startStream(statement);
      const types = plan.output.map((column) => column.type);
      for await (const chunk of chunksOf(result)) {
        signal.throwIfAborted();
        for (const row of chunk.getRows()) {
          held.push(types.map((type, at) => wireValue(row[at] ?? null, type)));
        }
      }
      statement.destroySync();
      leftAsItWas();
      return held.rows;
    });
  } catch (error) {
    throw asSparkError(error);
  } finally {
    held.release();
  }
}
