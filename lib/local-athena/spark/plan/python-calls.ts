import { SparkError } from "../bridge";
import { expressionKey } from "./compile-expressions";
import { expressionText } from "./expression-text";
import { columnsOf } from "./fuse-projections";
import { analysisError } from "./names";
import { newColumn } from "./new-column";
import type { WireValue } from "./plan";
import {
  type Column,
  type Computed,
  childrenOf,
  columnOf,
  type Resolved,
  replaced,
  some,
  type Typed,
  type TypedCall,
} from "./resolved";
import { structOf } from "./types";

const isPythonCall = (part: Typed): part is TypedCall =>
  part.kind === "call" && part.definition.python !== undefined;

/** What runs a plan, and what calls functions of Python with rows of arguments. */
export type PythonRuns = {
  run(plan: Resolved): Promise<WireValue[][]>;
  call(id: number, types: Column["type"][], rows: WireValue[][]): Promise<WireValue[]>;
};

const batchRowsMax = 1000;
const batchChars = 4 * 1024 * 1024;
const rowsMaxChars = 64 * 1024 * 1024;

/** Calls to be made first: those without such calls in their arguments. */
export function innermostCalls(expression: Typed): TypedCall[] {
  const below = childrenOf(expression).flatMap(innermostCalls);
  if (below.length > 0 || !isPythonCall(expression)) return below;
  return [expression];
}

/** The same for calls that have one answer. */
const keyOf = (call: TypedCall): string | TypedCall =>
  call.definition.volatile ? call : expressionKey(call);

/** All that an expression above a plan may name. */
export function columnsAbove(plan: Resolved): Column[] {
  const all = [...plan.output, ...(plan.hidden ?? [])];
  return [...new Map(all.map((column) => [column.id, column])).values()];
}

export function isAnswerable(call: TypedCall, columns: readonly Column[]): boolean {
  const known = new Set(columns.map((column) => column.id));
  return call.args.every((arg) => columnsOf(arg).every((column) => known.has(column.id)));
}

function batchesOf(rows: WireValue[][]): WireValue[][][] {
  const batches: WireValue[][][] = [];
  let batch: WireValue[][] = [];
  let chars = 0;
  for (const row of rows) {
    batch.push(row);
    chars += JSON.stringify(row).length;
    if (batch.length < batchRowsMax && chars < batchChars) continue;
    batches.push(batch);
    batch = [];
    chars = 0;
  }
  return batch.length > 0 ? [...batches, batch] : batches;
}

function checkSize(rows: WireValue[][], name: string): void {
  let chars = 0;
  for (const row of rows) {
    chars += JSON.stringify(row).length;
    if (chars <= rowsMaxChars) continue;
    const message = `The rows that go to the Python function ${name} are more than the ${rowsMaxChars} bytes that local-athena takes`;
    throw new SparkError("Py4JJavaError", `org.apache.spark.SparkException: ${message}`);
  }
}

async function resultsOf(
  call: TypedCall,
  rows: WireValue[][],
  places: number[],
  python: PythonRuns,
): Promise<WireValue[]> {
  const types = call.args.map((arg) => arg.type);
  const args = rows.map((row) => places.map((at) => row[at] ?? null));
  const results: WireValue[] = [];
  for (const batch of batchesOf(args)) {
    const answered = await python.call(call.definition.python ?? 0, types, batch);
    for (const value of answered) results.push(value);
  }
  return results;
}

/**
 * The input's rows with the results of calls in further columns, and what replaces the calls.
 * `needed`: the columns to keep, all when left out.
 * @throws SparkError for rows that are too many, and for calls of what is no column of the input
 */
export async function withResults(
  input: Resolved,
  found: TypedCall[],
  python: PythonRuns,
  needed?: ReadonlySet<number>,
): Promise<{ input: Resolved; change: (expression: Typed) => Typed }> {
  const calls = new Map(found.map((call) => [keyOf(call), call]));
  const available = columnsAbove(input);
  const kept = available.filter((column) => !needed || needed.has(column.id));
  const items: Computed[] = kept.map((column) => ({ column, value: columnOf(column) }));
  const made: { call: TypedCall; column: Column; places: number[] }[] = [];
  for (const call of calls.values()) {
    const name = expressionText(call);
    if (!isAnswerable(call, available)) {
      throw analysisError(
        `${name}: a Python function of columns of an outer query or of a lambda function is not supported by local-athena`,
      );
    }
    const places = call.args.map((arg) => {
      items.push({ column: newColumn("argument", arg.type, arg.nullable), value: arg });
      return items.length - 1;
    });
    made.push({ call, column: newColumn(name, call.type, true), places });
  }
  const rows = await python.run({
    node: "project",
    input,
    items,
    output: items.map((item) => item.column),
  });
  checkSize(rows, made.map(({ column }) => column.name).join(", "));
  const results: WireValue[][] = [];
  for (const { call, places } of made) results.push(await resultsOf(call, rows, places, python));
  const output = [...kept, ...made.map(({ column }) => column)];
  const columns = new Map([...calls.keys()].map((key, at) => [key, made[at]?.column]));
  return {
    input: {
      node: "rows",
      schema: structOf(output.map(({ name, type, nullable }) => ({ name, type, nullable }))),
      rows: rows.map((row, at) => [
        ...row.slice(0, kept.length),
        ...results.map((values) => values[at] ?? null),
      ]),
      output,
    },
    change: (expression) =>
      replaced(expression, (part) => {
        const column = isPythonCall(part) ? columns.get(keyOf(part)) : undefined;
        return column && columnOf(column);
      }),
  };
}

export const usesPython = (expression: Typed): boolean => some(expression, isPythonCall);
