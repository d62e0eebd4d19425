import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { runExplain, runQuery } from "../run-query";
import { walk } from "../translate/tree";
import { malformed, parseTrino } from "../trino-parser";
import type { Parse } from "./statement";
import { unsupported } from "./unsupported";

/** SELECT, WITH, VALUES, TABLE and a query in parentheses. */
export const parseQuery: Parse = (reader) => {
  const { sql } = reader;
  const tree = parseTrino(sql);
  reader.takeAll();
  return {
    execute: ({ environment, context, sink, signal }) =>
      runQuery(environment, { tree, sql }, context, sink, signal),
  };
};

const plainOptions = /^(TYPEVALIDATE|TYPELOGICAL|TYPEDISTRIBUTED|FORMATTEXT)$/;

/** EXPLAIN of a query. */
export const parseExplain: Parse = (reader, statement) => {
  const { sql } = reader;
  const nodes = [...walk(parseTrino(sql))];
  if (nodes.some((node) => node instanceof G.ExplainAnalyzeContext))
    return unsupported("EXPLAIN ANALYZE")(reader, statement);
  const explain = nodes.find((node) => node instanceof G.ExplainContext);
  if (!(explain instanceof G.ExplainContext))
    throw malformed("line 1:1: mismatched input 'EXPLAIN'. Expecting: <query>");
  const options = explain.explainOption().map((option) => option.getText().toUpperCase());
  const other = options.find((option) => !plainOptions.test(option));
  if (other !== undefined) return unsupported(`EXPLAIN (${other})`)(reader, statement);
  const tree = explain.statement();
  if (!(tree instanceof G.StatementDefaultContext))
    return unsupported("EXPLAIN of this statement")(reader, statement);
  const query = sql.slice(tree.start?.start ?? 0);
  const validate = options.includes("TYPEVALIDATE");
  reader.takeAll();
  return {
    execute: ({ environment, context, sink, signal }) =>
      runExplain(environment, { tree, query, validate }, context, sink, signal),
  };
};
