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

/** UNLOAD (query) TO 'place' WITH (…), which Trino's grammar does not have. */
export const parseUnload: Parse = (reader) => {
  const { sql } = reader;
  const start = reader.next.end;
  reader.expect("(");
  for (let depth = 1; depth > 0; ) {
    if (reader.next.kind === "end") reader.fail("')'");
    const token = reader.take();
    if (token.kind === "symbol" && token.value === "(") depth++;
    if (token.kind === "symbol" && token.value === ")") depth--;
    if (depth > 0) continue;
    const inner = blank(sql.slice(0, start)) + sql.slice(start, token.start);
    const query = parseTrino(inner);
    reader.expect("TO");
    const location = reader.text();
    const rest = reader.next;
    if (!reader.skip("WITH")) reader.fail("'WITH'");
    const properties = propertiesIn(sql.slice(rest.end).replace(/;\s*$/, ""));
    reader.takeAll();
    return { execute: (run) => unload(run, { sql: inner, query, location, properties }) };
  }
  return reader.fail("')'");
};
