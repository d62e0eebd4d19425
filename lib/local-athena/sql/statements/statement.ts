import type { Statement as Classified, ResultSink, RunContext, RunOutcome } from "../engine";
import type { TokenReader } from "../lexer";
import type { QueryEnvironment } from "../run-query";

/** One run of a statement: everything its executor may use. */
export type StatementRun = {
  environment: QueryEnvironment;
  /** The statement as the client sent it. */
  sql: string;
  context: RunContext;
  sink: ResultSink;
  signal: AbortSignal;
};

/** What an executor leaves out is taken as: nothing scanned, no planning, no UpdateCount; the time is measured. */
export type Execute = (run: StatementRun) => Promise<Partial<RunOutcome>>;

export type Named = { database: string | undefined; name: string };

/** A statement that has been read and can be run, any number of times. */
export type Parsed = {
  execute: Execute;
  /** The table that must exist before Athena creates an execution (DESCRIBE, SHOW COLUMNS). */
  describes?: Named;
  /** Catalogs that its names begin with, where its own grammar does not check them. */
  catalogs?: TokenReader["catalogs"];
  /** What an EXECUTE runs as it is now; undefined when the workgroup has no such prepared statement. */
  standsFor?: (
    environment: QueryEnvironment,
    workGroup: string,
  ) => { statement: Classified; parsed: Parsed } | undefined;
};

/**
 * Reads a statement after its first word.
 * @throws SqlError with errorCode MALFORMED_QUERY
 */
export type Parse = (reader: TokenReader, statement: Classified) => Parsed;

/** A parser that chooses by what comes next, the way `CREATE` and `SHOW` do. */
export function choose(...choices: [words: string[], parse: Parse][]): Parse {
  return (reader, statement) => {
    const found = choices.find(([words]) => reader.skip(...words));
    if (found === undefined)
      return reader.fail([...new Set(choices.map(([words]) => `'${words[0]}'`))].sort().join(", "));
    return found[1](reader, statement);
  };
}

/** `IF EXISTS` or `IF NOT EXISTS`, taken if it comes next. */
export const skipIf = (reader: TokenReader, ...words: string[]) => reader.skip("IF", ...words);
