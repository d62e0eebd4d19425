import { availableParallelism, totalmem } from "node:os";
import {
  BOOLEAN,
  type DuckDBConnection,
  DuckDBInstance,
  DuckDBScalarFunction,
} from "@duckdb/node-api";
import { registerFunctions } from "./functions/native-function";
import { nativeFunctions } from "./functions/native-functions";
import { macroStatements } from "./macros/macros";
import { quoteText } from "./translate/tree";

export type DuckOptions = {
  /** The only folder DuckDB may read. */
  rootDir: string;
  tempDir: string;
  threads?: number;
  /** As DuckDB spells it: `2GB`, `80%`. Half of the machine's, where it is not given. */
  memoryLimit?: string;
};

/** Only ever bound (type-check.ts): DuckDB converts no argument of a function to boolean. */
const onlyBoolean = () =>
  DuckDBScalarFunction.create({
    name: "athena_condition",
    mainFunction: () => {},
    returnType: BOOLEAN,
    parameterTypes: [BOOLEAN],
  });

/** One in-memory DuckDB with Trino's functions, confined as `openConfinedDuckDb` says. */
export function openDuckDb(options: DuckOptions): Promise<DuckDBInstance> {
  return openConfinedDuckDb(options, async (connection) => {
    // Before the macros: it decides what `/` in their bodies means.
    await connection.run("SET GLOBAL integer_division = true");
    // The macros call them by name.
    registerFunctions(connection, nativeFunctions);
    for (const macro of macroStatements) await connection.run(macro);
    connection.registerScalarFunction(onlyBoolean());
  });
}

/**
 * One in-memory DuckDB, closed to everything but the object store's folder: no other file, no network, no extension,
 * and no setting that could open one of them again.
 * @param prepare gives it functions, before it is closed
 */
export async function openConfinedDuckDb(
  options: DuckOptions,
  prepare: (connection: DuckDBConnection) => Promise<void>,
): Promise<DuckDBInstance> {
  const instance = await DuckDBInstance.create(":memory:", {
    // One of DuckDB's threads is the caller's, which may only wait (query-streams.ts).
    threads: String((options.threads ?? availableParallelism()) + 1),
    scheduler_process_partial: "true",
    memory_limit: options.memoryLimit ?? `${Math.floor(totalmem() / 2 ** 21)}MiB`,
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  try {
    await prepare(connection);
    const folder = options.rootDir.endsWith("/") ? options.rootDir : `${options.rootDir}/`;
    for (const setting of [
      "TimeZone = 'UTC'",
      `temp_directory = ${quoteText(options.tempDir)}`,
      `allowed_directories = [${quoteText(folder)}]`,
      "enable_external_access = false",
      "lock_configuration = true",
    ]) {
      await connection.run(`SET GLOBAL ${setting}`);
    }
  } finally {
    connection.disconnectSync();
  }
  return instance;
}

const INTERRUPT_EVERY_MS = 5;
/** About as many as queries run at once. */
const SPARE_MAX = 12;

/** Connections that nothing has changed since they were made. */
const spareConnections = new WeakMap<DuckDBInstance, DuckDBConnection[]>();

/** Closes an instance that nothing uses any more, with its connections. */
export function closeDuckDb(instance: DuckDBInstance): void {
  for (const connection of spareConnections.get(instance) ?? []) connection.disconnectSync();
  spareConnections.delete(instance);
  instance.closeSync();
}

function keepSpare(instance: DuckDBInstance, connection: DuckDBConnection): void {
  const spare = spareConnections.get(instance) ?? [];
  spareConnections.set(instance, spare);
  if (spare.length < SPARE_MAX) spare.push(connection);
  else connection.disconnectSync();
}

export function abortError(): DOMException {
  return new DOMException("The query was cancelled", "AbortError");
}

/**
 * Runs work on a connection of its own; aborting the signal interrupts DuckDB at once, whatever it is doing.
 * Work that succeeds and leaves the connection as it was (no setting, no profile, nothing open) may say so with
 * `leftAsItWas`: connecting takes as long as a short query.
 * @throws AbortError when aborted, else what the work throws
 */
export async function onConnection<T>(
  instance: DuckDBInstance,
  signal: AbortSignal,
  work: (connection: DuckDBConnection, leftAsItWas: () => void) => Promise<T>,
): Promise<T> {
  if (signal.aborted) throw abortError();
  const connection = spareConnections.get(instance)?.pop() ?? (await instance.connect());
  let isAsItWas = false;
  let repeated: NodeJS.Timeout | undefined;
  // DuckDB forgets an interrupt that arrives before its next step has begun, so it is repeated.
  const interrupt = () => {
    connection.interrupt();
    repeated = setInterval(() => connection.interrupt(), INTERRUPT_EVERY_MS);
  };
  signal.addEventListener("abort", interrupt, { once: true });
  try {
    // An abort before the first statement interrupts nothing, so it is asked for here as well.
    if (signal.aborted) throw abortError();
    return await work(connection, () => {
      isAsItWas = true;
    });
  } catch (error) {
    throw signal.aborted ? abortError() : error;
  } finally {
    signal.removeEventListener("abort", interrupt);
    clearInterval(repeated);
    if (isAsItWas && !signal.aborted) keepSpare(instance, connection);
    else connection.disconnectSync();
  }
}
