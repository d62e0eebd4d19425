import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { runExplain, runExplainAnalyze } from "../explain/explain";
import { runQuery } from "../run-query";
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

const optionOf = <T extends string>(
  options: G.ExplainOptionContext[],
  name: string,
  values: readonly T[],
): T | undefined => {
  const written = options.map((option) => option.getText().toUpperCase());
  return values.find((value) => written.includes(`${name}${value}`));
};

/** EXPLAIN and EXPLAIN ANALYZE of a query. */
export const parseExplain: Parse = (reader, statement) => {
  const { sql } = reader;
  const explain = [...walk(parseTrino(sql))].find(
    (node) => node instanceof G.ExplainContext || node instanceof G.ExplainAnalyzeContext,
  );
  if (!(explain instanceof G.ExplainContext || explain instanceof G.ExplainAnalyzeContext))
    throw malformed("line 1:1: mismatched input 'EXPLAIN'. Expecting: <query>");
  const tree = explain.statement();
  if (!(tree instanceof G.StatementDefaultContext))
    return unsupported("EXPLAIN of this statement")(reader, statement);
  // The parser counts characters, a string counts UTF-16 units.
  const query = Array.from(sql)
    .slice(tree.start?.start ?? 0)
    .join("");
  reader.takeAll();
  if (explain instanceof G.ExplainAnalyzeContext)
    return {
      execute: ({ environment, context, sink, signal }) =>
        runExplainAnalyze(environment, { tree, sql: query }, context, sink, signal),
    };
  const options = explain.explainOption();
  const format = optionOf(options, "FORMAT", ["TEXT", "JSON", "GRAPHVIZ"]) ?? "TEXT";
  const type =
    optionOf(options, "TYPE", ["LOGICAL", "DISTRIBUTED", "VALIDATE", "IO"]) ?? "DISTRIBUTED";
  return {
    execute: ({ environment, context, sink, signal }) =>
      runExplain(environment, { tree, query, type, format }, context, sink, signal),
  };
};
