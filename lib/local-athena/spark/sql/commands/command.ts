import type { CatalogStore } from "../../../sql/catalog/catalog-store";
import type { ObjectWrites } from "../../../sql/writes/object-writes";
import type { ObjectStore } from "../../../storage/object-store";
import { SparkError, type SparkRequests } from "../../bridge";
import type { SessionCatalog } from "../../catalog/session-catalog";
import type { WriteRequest } from "../../io/write-files";
import type { TableRequest } from "../../io/write-table";
import type { Relation, SparkType, StructType, WireValue } from "../../plan/plan";
import type { SessionSettings } from "../../session-settings";
import type { SqlReader } from "../sql-reader";

export type CommandRows = { schema: StructType; rows: WireValue[][] };

/** What a command may use. */
export type CommandRun = {
  store: ObjectStore;
  catalog: CatalogStore;
  writes: ObjectWrites;
  session: SessionCatalog;
  settings: SessionSettings;
  signal: AbortSignal;
  schemaOf(plan: Relation): Promise<StructType>;
  explain(plan: Relation, mode: SparkRequests["explain"]["request"]["mode"]): Promise<string>;
  write(request: WriteRequest | TableRequest): Promise<void>;
  /** Runs a statement of Athena SQL, whose DDL is Hive's as Spark's is. Returns its lines. */
  hive(statement: string): Promise<string[]>;
};

/** A command that has been read and can be run. */
export type Command = (run: CommandRun) => Promise<CommandRows>;

/** Reads a command after its first word. Errors: SparkError ParseException. */
export type ParseCommand = (reader: SqlReader) => Command;

export const nothing: CommandRows = { schema: { type: "struct", fields: [] }, rows: [] };

/** Rows under columns of these names; texts unless a type is given. */
export function rowsOf(
  columns: Readonly<Record<string, SparkType>>,
  rows: WireValue[][],
): CommandRows {
  const fields = Object.entries(columns).map(([name, type]) => ({ name, type, nullable: true }));
  return { schema: { type: "struct", fields }, rows };
}

/** A command that does something and has no rows. */
export const acting =
  (work: (run: CommandRun) => Promise<unknown> | unknown): Command =>
  async (run) => {
    await work(run);
    return nothing;
  };

export const unsupportedCommand = (what: string) =>
  new SparkError("AnalysisException", `${what} is not supported by local-athena's Spark`);

/** `('key' = 'value', …)`, names without quotes too. */
export function propertyList(reader: SqlReader): Record<string, string> {
  const pairs = reader.inParentheses((): [string, string] => {
    // Strings that follow each other are two here, and one everywhere else.
    const name =
      reader.peek().kind === "string" ? reader.next().text : reader.nameParts().join(".");
    reader.accept("=");
    const { kind, match } = reader.peek();
    if (kind === "string") return [name, reader.next().text];
    if (kind === "number" || match === "TRUE" || match === "FALSE")
      return [name, reader.next().text.toLowerCase()];
    throw reader.mismatch("STRING");
  });
  return Object.fromEntries(pairs);
}

/** Names that LIKE's pattern matches: `*` for anything, `|` between patterns, in any case. */
export function namesLike(names: readonly string[], pattern: string | undefined): string[] {
  if (pattern === undefined) return [...names];
  const tests = pattern.split("|").map((part) => {
    const source = part
      .trim()
      .replaceAll(/[.+?^${}()[\]\\]/g, "\\$&")
      .replaceAll("*", ".*");
    return new RegExp(`^${source}$`, "i");
  });
  return names.filter((name) => tests.some((test) => test.test(name)));
}

/** `[LIKE] 'pattern'`, if one follows. */
export function likePattern(reader: SqlReader): string | undefined {
  if (reader.accept("LIKE") || reader.peek().kind === "string") return reader.string();
  return undefined;
}
