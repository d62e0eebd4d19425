import { type CallFunction, SparkError } from "../bridge";
import { expressionsOf } from "./compile";
import { columnsOf } from "./fuse-projections";
import { mapExpressions } from "./map-expressions";
import { analysisError } from "./names";
import {
  columnsAbove,
  innermostCalls,
  isAnswerable,
  type PythonRuns,
  usesPython,
  withResults,
} from "./python-calls";
import {
  childrenOf,
  inputsOf,
  type Resolved,
  replaced,
  some,
  type Typed,
  type TypedSubquery,
} from "./resolved";
import { callOf } from "./typed";

type Needed = ReadonlySet<number> | undefined;
type Join = Extract<Resolved, { node: "join" }>;

function subqueriesOf(expression: Typed): TypedSubquery[] {
  const below = childrenOf(expression).flatMap(subqueriesOf);
  return expression.kind === "subquery" ? [expression, ...below] : below;
}

const hasSubquery = (expression: Typed): boolean =>
  some(expression, (part) => part.kind === "subquery");

function planUsesPython(plan: Resolved): boolean {
  const isUsed = (expression: Typed) =>
    usesPython(expression) || subqueriesOf(expression).some(({ plan: own }) => planUsesPython(own));
  return expressionsOf(plan).some(isUsed) || inputsOf(plan).some(planUsesPython);
}

async function withSubqueries(plan: Resolved, python: PythonRuns): Promise<Resolved> {
  const found = expressionsOf(plan).flatMap(subqueriesOf);
  const plans = new Map<Typed, Resolved>();
  for (const subquery of found) plans.set(subquery, await evaluated(subquery.plan, python));
  return mapExpressions(plan, (expression) =>
    replaced(expression, (part) => {
      const own = part.kind === "subquery" ? plans.get(part) : undefined;
      return own && part.kind === "subquery" ? { ...part, plan: own } : undefined;
    }),
  );
}

/** The columns of its input that a node reads; undefined for all. */
function neededBelow(plan: Resolved, needed: Needed): Needed {
  const expressions = expressionsOf(plan);
  if (expressions.some(hasSubquery)) return undefined;
  const own = expressions.flatMap((one) => columnsOf(one)).map((column) => column.id);
  switch (plan.node) {
    case "project":
    case "aggregate":
      return new Set(own);
    case "filter":
    case "sort":
    case "limit":
      return needed && new Set([...needed, ...own]);
    default:
      return undefined;
  }
}

/** Without results that nobody reads: count() calls no function. */
function pruned(plan: Resolved, needed: Needed): Resolved {
  if (!needed) return plan;
  if (plan.node === "project") {
    const items = plan.items.filter(
      ({ column, value }) => needed.has(column.id) || !usesPython(value),
    );
    return { ...plan, items, output: items.map((item) => item.column) };
  }
  const passes = plan.node === "filter" || plan.node === "sort" || plan.node === "limit";
  return passes ? { ...plan, output: plan.output.filter((column) => needed.has(column.id)) } : plan;
}

/** The first rows of results need the results of the first rows only. */
function limitBelow(plan: Resolved): Resolved {
  if (plan.node !== "limit" || plan.input.node !== "project") return plan;
  const project = plan.input;
  const isRowByRow = project.items.every(
    ({ value }) => !some(value, (part) => part.kind === "window"),
  );
  if (!isRowByRow) return plan;
  const { output, hidden } = project.input;
  const limited = { ...plan, input: project.input, output, ...(hidden ? { hidden } : {}) };
  return { ...project, input: limitBelow(limited) };
}

const joinWords = {
  left: "LeftOuter",
  right: "RightOuter",
  full: "FullOuter",
  leftsemi: "LeftSemi",
  leftanti: "LeftAnti",
} as const;

async function evaluatedJoin(plan: Join, python: PythonRuns): Promise<Resolved> {
  let left = await evaluated(plan.left, python);
  let right = await evaluated(plan.right, python);
  let { condition } = plan;
  for (;;) {
    const calls = condition ? innermostCalls(condition) : [];
    const ofLeft = calls.filter((call) => isAnswerable(call, columnsAbove(left)));
    const ofRight = calls.filter(
      (call) => !ofLeft.includes(call) && isAnswerable(call, columnsAbove(right)),
    );
    if (!condition || ofLeft.length + ofRight.length === 0) break;
    for (const [side, own] of [
      ["left", ofLeft],
      ["right", ofRight],
    ] as const) {
      if (own.length === 0) continue;
      const made = await withResults(side === "left" ? left : right, own, python);
      if (side === "left") left = made.input;
      else right = made.input;
      condition = made.change(condition);
    }
  }
  const parts = condition ? conjuncts(condition) : [];
  const later = parts.filter(usesPython);
  const now = allOf(parts.filter((part) => !later.includes(part)));
  const { condition: _, ...bare } = plan;
  const joined: Join = { ...bare, left, right, ...(now ? { condition: now } : {}) };
  const above = allOf(later);
  if (!above) return joined;
  if (plan.how !== "inner" && plan.how !== "cross") {
    throw analysisError(
      `Using PythonUDF in join condition of join type ${joinWords[plan.how]} is not supported.`,
    );
  }
  const columns = columnsAbove(joined);
  return evaluated({ node: "filter", input: joined, condition: above, output: columns }, python);
}

function conjuncts(condition: Typed): Typed[] {
  if (condition.kind !== "call" || condition.name !== "and") return [condition];
  return condition.args.flatMap(conjuncts);
}

function allOf(parts: Typed[]): Typed | undefined {
  return parts.length > 0 ? parts.reduce((left, right) => callOf("and", [left, right])) : undefined;
}

async function evaluated(
  written: Resolved,
  python: PythonRuns,
  needed?: Needed,
): Promise<Resolved> {
  if (!planUsesPython(written)) return written;
  let plan = await withSubqueries(limitBelow(pruned(written, needed)), python);
  if (plan.node === "join") return evaluatedJoin(plan, python);
  if (plan.node === "setOperation") {
    const left = await evaluated(plan.left, python);
    return { ...plan, left, right: await evaluated(plan.right, python) };
  }
  if (!("input" in plan)) {
    if (!expressionsOf(plan).some(usesPython)) return plan;
    throw analysisError("A Python function in VALUES is not supported by local-athena");
  }
  let input = await evaluated(plan.input, python, neededBelow(plan, needed));
  for (;;) {
    const calls = expressionsOf(plan).flatMap(innermostCalls);
    if (calls.length === 0) return { ...plan, input };
    const made = await withResults(input, calls, python, neededBelow(plan, needed));
    input = made.input;
    plan = mapExpressions(plan, made.change);
    if (!("input" in plan)) return plan;
  }
}

/**
 * The plan with the results of all functions of Python in place of their calls. As in Spark they are called for all
 * rows of the input, before the expressions around them are computed.
 * @throws SparkError PythonException for what a function raises; AbortError
 */
export function withPythonResults(
  plan: Resolved,
  callFunction: CallFunction,
  run: PythonRuns["run"],
): Promise<Resolved> {
  const call: PythonRuns["call"] = async (id, types, rows) => {
    const results = await callFunction({ id, types, rows });
    if (Array.isArray(results) && results.length === rows.length) return results;
    throw new SparkError("QueryExecutionException", "A Python function did not answer each row");
  };
  return evaluated(plan, { run, call });
}
