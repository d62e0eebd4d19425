import { classify } from "../classify";
import type { Statement } from "../engine";
import { TokenReader, tokenize } from "../lexer";
import { malformed, parseTrino } from "../trino-parser";
import { parseAlter } from "./alter-table";
import { parseCreateDatabase, parseDropDatabase } from "./databases";
import { parseOptimize, parseRowChange, parseVacuum } from "./iceberg";
import { parseRepair } from "./msck-repair";
import { parseDeallocate, parseExecute, parsePrepare } from "./prepared";
import { parseExplain, parseQuery } from "./query";
import { parseDescribe, parseShow } from "./show";
import { choose, type Parse, type Parsed } from "./statement";
import { parseCreateExternalTable, parseCreateTable, parseDropTable } from "./tables";
import { parseCreateView, parseDropView } from "./views";
import { parseInsert, parseUnload } from "./writes";

/** How each statement is read, by its first word; queries may also start with a parenthesis. */
const parsers: Readonly<Record<string, Parse>> = {
  "(": parseQuery,
  SELECT: parseQuery,
  WITH: parseQuery,
  VALUES: parseQuery,
  TABLE: parseQuery,
  EXPLAIN: parseExplain,
  SHOW: parseShow,
  DESCRIBE: parseDescribe,
  DESC: parseDescribe,
  CREATE: choose(
    [["DATABASE"], parseCreateDatabase],
    [["SCHEMA"], parseCreateDatabase],
    [["EXTERNAL", "TABLE"], parseCreateExternalTable],
    [["TABLE"], parseCreateTable],
    [["OR", "REPLACE", "VIEW"], parseCreateView(true)],
    [["VIEW"], parseCreateView(false)],
  ),
  DROP: choose(
    [["DATABASE"], parseDropDatabase],
    [["SCHEMA"], parseDropDatabase],
    [["TABLE"], parseDropTable],
    [["VIEW"], parseDropView],
  ),
  ALTER: parseAlter,
  MSCK: parseRepair,
  INSERT: parseInsert,
  UPDATE: parseRowChange,
  DELETE: parseRowChange,
  MERGE: parseRowChange,
  UNLOAD: parseUnload,
  OPTIMIZE: parseOptimize,
  VACUUM: parseVacuum,
  PREPARE: parsePrepare(parseStatement),
  EXECUTE: parseExecute(parseStatement),
  DEALLOCATE: parseDeallocate,
};

/**
 * Parses and classifies a statement as StartQueryExecution does.
 * @throws SqlError with errorCode MALFORMED_QUERY: `line L:C: mismatched input 'x'. Expecting: …`
 */
export function parseStatement(sql: string): { statement: Statement; parsed: Parsed } {
  const tokens = tokenize(sql);
  const kind = classify(tokens);
  const first = tokens[0]?.value.toUpperCase() ?? "";
  const parse = Object.hasOwn(parsers, first) ? parsers[first] : undefined;
  if (kind === undefined || parse === undefined) {
    parseTrino(sql);
    throw malformed(`line 1:1: Statement is not supported by Athena: ${sql.trim().slice(0, 60)}`);
  }
  const statement: Statement = { sql, ...kind };
  const reader = new TokenReader(sql, tokens);
  reader.take();
  const parsed = parse(reader, statement);
  reader.end();
  return { statement, parsed: { ...parsed, catalogs: reader.catalogs } };
}
