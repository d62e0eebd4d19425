import type { TokenReader } from "../lexer";
import { parseTrino } from "../trino-parser";
import { createTableAs, createTableAsIn } from "../writes/create-table-as";
import { insertIn, insertInto } from "../writes/insert";
import { propertiesIn, unload } from "../writes/unload";
import type { Parse } from "./statement";

/** CREATE TABLE … AS. */
export const parseCreateTableAs: Parse = (reader) => {
  const { sql } = reader;
  const tree = parseTrino(sql);
  createTableAsIn(tree);
  reader.takeAll();
  return { execute: (run) => createTableAs(run, { tree, sql }) };
};

/** INSERT INTO. */
export const parseInsert: Parse = (reader) => {
  const { sql } = reader;
  const tree = parseTrino(sql);
  insertIn(tree);
  reader.takeAll();
  return { execute: (run) => insertInto(run, { tree, sql }) };
};

/** What blanks leave of a text keeps its lines and columns. */
const blank = (text: string) => text.replaceAll(/[^\n]/gu, " ");

/** Where the text within the next parentheses begins and ends. */
function parenthesised(reader: TokenReader): { start: number; end: number } {
  const start = reader.next.end;
  reader.expect("(");
  for (let depth = 1; ; ) {
    if (reader.next.kind === "end") reader.fail("')'");
    const token = reader.take();
    if (token.kind !== "symbol") continue;
    if (token.value === "(") depth++;
    if (token.value === ")" && --depth === 0) return { start, end: token.start };
  }
}

/** UNLOAD (query) TO 'place' WITH (…), which Trino's grammar does not have. */
export const parseUnload: Parse = (reader) => {
  const { sql } = reader;
  const query = parenthesised(reader);
  const inner = blank(sql.slice(0, query.start)) + sql.slice(query.start, query.end);
  const tree = parseTrino(inner);
  reader.expect("TO");
  const location = reader.text();
  reader.expect("WITH");
  const given = parenthesised(reader);
  const properties = propertiesIn(sql.slice(given.start, given.end));
  return { execute: (run) => unload(run, { sql: inner, query: tree, location, properties }) };
};
