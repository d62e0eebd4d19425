import type { SparkRequests } from "../../bridge";
import type { Relation } from "../../plan/plan";
import { readerOf } from "../parse";
import type { SqlReader } from "../sql-reader";
import { acting, type Command, type ParseCommand, rowsOf, unsupportedCommand } from "./command";
import { createTable } from "./create-table";
import { createDatabase, dropDatabase, parseUse } from "./databases";
import { parseDescribe } from "./describe";
import { parseInsert } from "./insert";
import { parseReset, parseSet } from "./settings";
import { parseShow } from "./show";
import { dropTable, hiveCommand, parseCache, parseTruncate } from "./tables";
import { createView, dropView } from "./views";

const databaseWords = ["DATABASE", "SCHEMA", "NAMESPACE"];

const parseCreate: ParseCommand = (reader) => {
  const replace = reader.accept("OR", "REPLACE");
  if (!replace && reader.acceptOne(...databaseWords) !== undefined) return createDatabase(reader);
  const isGlobal = reader.accept("GLOBAL");
  const isTemporary = reader.acceptOne("TEMP", "TEMPORARY") !== undefined;
  if (reader.accept("VIEW"))
    return createView(reader, {
      replace,
      temporary: isGlobal ? "global" : isTemporary ? "session" : undefined,
    });
  const isExternal = reader.accept("EXTERNAL");
  if (!replace && !isTemporary && reader.accept("TABLE")) return createTable(reader, isExternal);
  const token = reader.peek();
  if (!/^(TABLE|FUNCTION)$/.test(token.match))
    throw reader.mismatch("DATABASE", "FUNCTION", "SCHEMA", "TABLE", "VIEW");
  const kind = [replace && "OR REPLACE", isTemporary && "TEMPORARY", token.match].filter(Boolean);
  reader.rest();
  return () => Promise.reject(unsupportedCommand(`CREATE ${kind.join(" ")}`));
};

const parseDrop: ParseCommand = (reader) => {
  if (reader.acceptOne(...databaseWords) !== undefined) return dropDatabase(reader);
  if (reader.accept("TABLE")) return dropTable(reader);
  if (reader.accept("VIEW")) return dropView(reader);
  if (reader.at("FUNCTION") || reader.at("TEMPORARY", "FUNCTION")) {
    reader.rest();
    return () => Promise.reject(unsupportedCommand("DROP FUNCTION"));
  }
  throw reader.mismatch("DATABASE", "FUNCTION", "SCHEMA", "TABLE", "VIEW");
};

const explainModes: Readonly<Record<string, SparkRequests["explain"]["request"]["mode"]>> = {
  EXTENDED: "extended",
  FORMATTED: "formatted",
  COST: "cost",
  CODEGEN: "codegen",
};

const parseExplain: ParseCommand = (reader) => {
  const word = reader.acceptOne(...Object.keys(explainModes)) ?? "";
  const plan = reader.query();
  return async ({ explain }) =>
    rowsOf({ plan: "string" }, [[await explain(plan, explainModes[word] ?? "simple")]]);
};

const refused =
  (word: string): ParseCommand =>
  (reader) => {
    reader.rest();
    return acting(() => {
      throw unsupportedCommand(word);
    });
  };

const commands: Readonly<Record<string, ParseCommand>> = {
  ADD: refused("ADD"),
  ALTER: hiveCommand("ALTER"),
  ANALYZE: refused("ANALYZE TABLE"),
  CACHE: parseCache("CACHE"),
  CLEAR: parseCache("CLEAR"),
  COMMENT: refused("COMMENT ON"),
  CREATE: parseCreate,
  DELETE: refused("DELETE"),
  DESC: parseDescribe,
  DESCRIBE: parseDescribe,
  DROP: parseDrop,
  EXPLAIN: parseExplain,
  GRANT: refused("GRANT"),
  INSERT: parseInsert,
  LIST: refused("LIST"),
  LOAD: refused("LOAD DATA"),
  MERGE: refused("MERGE INTO"),
  MSCK: hiveCommand("MSCK"),
  REFRESH: parseCache("REFRESH"),
  REPLACE: refused("REPLACE TABLE"),
  RESET: parseReset,
  REVOKE: refused("REVOKE"),
  SET: parseSet,
  SHOW: parseShow,
  TRUNCATE: parseTruncate,
  UNCACHE: parseCache("UNCACHE"),
  UPDATE: refused("UPDATE"),
  USE: parseUse,
};

const queryStarts = /^(SELECT|WITH|FROM|VALUES|TABLE|\()$/;

/**
 * Reads one statement of Spark SQL.
 * @throws SparkError ParseException
 */
export function parseStatement(sql: string): { query: Relation } | { command: Command } {
  const reader: SqlReader = readerOf(sql);
  const { match } = reader.peek();
  if (queryStarts.test(match)) {
    const query = reader.query();
    reader.expectEnd();
    return { query };
  }
  const parse = Object.hasOwn(commands, match) ? commands[match] : undefined;
  if (parse === undefined)
    throw reader.mismatch(
      "(",
      ...[...Object.keys(commands), "FROM", "SELECT", "TABLE", "VALUES", "WITH"].sort(),
    );
  reader.next();
  const command = parse(reader);
  reader.expectEnd();
  return { command };
}
