import type { Expression, Relation } from "../plan/plan";
import { fromClause, lateralViews } from "./from";
import { namedExpression } from "./function-call";
import { aggregation, type Grouping } from "./group-by";
import type { SqlReader } from "./sql-reader";
import { namedWindows } from "./window";

/** What SELECT without FROM reads: one row without columns. */
const oneRow: Relation = { rel: "values", rows: [[]] };

function selectList(reader: SqlReader): Expression[] {
  const items = reader.list(() => namedExpression(reader));
  if (reader.at("USING"))
    throw reader.refuse("SELECT TRANSFORM … USING is not supported by local-athena");
  return items;
}

/** SELECT with all that belongs to it, FROM unless it was given; ORDER BY and LIMIT belong to the query. Errors: ParseException. */
export function select(reader: SqlReader, given?: Relation): Relation {
  const outer = reader.windowReferences;
  reader.windowReferences = [];
  reader.expect("SELECT");
  const isDistinct = reader.accept("DISTINCT");
  if (!isDistinct) reader.accept("ALL");
  const items = selectList(reader);
  let input = given ?? (reader.accept("FROM") ? fromClause(reader) : oneRow);
  input = lateralViews(reader, input);
  if (reader.accept("WHERE")) input = { rel: "filter", input, condition: reader.expression() };
  let grouping: Grouping | undefined;
  if (reader.accept("GROUP", "BY")) grouping = aggregation(reader);
  const having = reader.accept("HAVING") ? reader.expression() : undefined;
  namedWindows(reader);
  reader.windowReferences = outer;
  const selected: Relation =
    grouping === undefined && having === undefined
      ? { rel: "project", input, expressions: items }
      : {
          rel: "aggregate",
          input,
          kind: "groupBy",
          grouping: [],
          ...grouping,
          aggregates: items,
          groupsIncluded: true,
          ...(having !== undefined && { having }),
        };
  return isDistinct ? { rel: "deduplicate", input: selected } : selected;
}
