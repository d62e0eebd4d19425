import type { Expression, Relation } from "../plan/plan";
import type { SqlReader } from "./sql-reader";

type Aggregate = Extract<Relation, { rel: "aggregate" }>;
export type Grouping = Pick<Aggregate, "kind" | "grouping" | "groupingSets">;

/** A grouping set: `(a, b)`, `()`, or one expression without parentheses. */
function groupingSet(reader: SqlReader): Expression[] {
  if (!reader.at("(")) return [reader.expression()];
  const mark = reader.mark();
  const set = reader.inParentheses(() => reader.expression());
  if (reader.at(",") || reader.at(")")) return set;
  reader.back(mark);
  return [reader.expression()];
}

/** The expressions of all sets, each once. */
function distinct(sets: readonly Expression[][]): Expression[] {
  const found = new Map<string, Expression>();
  for (const expression of sets.flat()) {
    const key = JSON.stringify(expression);
    if (!found.has(key)) found.set(key, expression);
  }
  return [...found.values()];
}

/** What follows GROUP BY. Errors: ParseException. */
export function aggregation(reader: SqlReader): Grouping {
  for (const kind of ["rollup", "cube"] as const) {
    if (!reader.at(kind.toUpperCase(), "(")) continue;
    reader.next();
    const sets = reader.inParentheses(() => groupingSet(reader));
    if (reader.at(",")) throw mixed(reader);
    if (sets.every((set) => set.length === 1)) return { kind, grouping: sets.flat() };
    return { kind: "groupingSets", grouping: distinct(sets), groupingSets: combined(kind, sets) };
  }
  if (reader.accept("GROUPING", "SETS")) {
    const sets = reader.inParentheses(() => groupingSet(reader));
    if (reader.at(",")) throw mixed(reader);
    return { kind: "groupingSets", grouping: distinct(sets), groupingSets: sets };
  }
  const grouping = reader.list(() => {
    if (reader.at("ROLLUP", "(") || reader.at("CUBE", "(") || reader.at("GROUPING", "SETS"))
      throw mixed(reader);
    return reader.expression();
  });
  if (reader.accept("WITH", "ROLLUP")) return { kind: "rollup", grouping };
  if (reader.accept("WITH", "CUBE")) return { kind: "cube", grouping };
  if (!reader.accept("GROUPING", "SETS")) return { kind: "groupBy", grouping };
  const groupingSets = reader.inParentheses(() => groupingSet(reader));
  return { kind: "groupingSets", grouping, groupingSets };
}

const mixed = (reader: SqlReader) =>
  reader.refuse("Several grouping analytics in one GROUP BY are not supported by local-athena");

/** The sets that ROLLUP or CUBE stand for when they have sets of several expressions within. */
function combined(kind: "rollup" | "cube", sets: readonly Expression[][]): Expression[][] {
  if (kind === "rollup")
    return Array.from({ length: sets.length + 1 }, (_, left) =>
      sets.slice(0, sets.length - left).flat(),
    );
  const [first, ...others] = sets;
  if (first === undefined) return [[]];
  const rest = combined("cube", others);
  return [...rest.map((set) => [...first, ...set]), ...rest];
}
