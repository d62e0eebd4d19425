import {
  type Column,
  type Computed,
  childrenOf,
  type Resolved,
  replaced,
  some,
  type Typed,
} from "./resolved";

type Project = Extract<Resolved, { node: "project" }>;

const isWindow = (part: Typed): boolean => part.kind === "window";
const isSubquery = (part: Typed): boolean => part.kind === "subquery";

/** The columns that an expression names, each time that it does. */
export function columnsOf(expression: Typed, into: Column[] = []): Column[] {
  if (expression.kind === "column") into.push(expression.column);
  for (const child of childrenOf(expression)) columnsOf(child, into);
  return into;
}

const isPlain = (value: Typed): boolean => value.kind === "column" || value.kind === "literal";

/** The items of both projections as one; undefined where that would compute something twice. */
function together(outer: Project, inner: Project): Computed[] | undefined {
  const below = new Map(inner.items.map((item) => [item.column.id, item.value]));
  const items: Computed[] = [];
  for (const { column, value } of outer.items) {
    if (value.kind === "column") {
      items.push({ column, value: below.get(value.column.id) ?? value });
      continue;
    }
    if (some(value, isWindow) || some(value, isSubquery)) return undefined;
    const isSimple = columnsOf(value).every((used) => {
      const made = below.get(used.id);
      return made === undefined || isPlain(made);
    });
    if (!isSimple) return undefined;
    const moved = replaced(value, (part) =>
      part.kind === "column" ? below.get(part.column.id) : undefined,
    );
    items.push({ column, value: moved });
  }
  return items;
}

/** What is computed below and shown twice or more would be computed as often. */
function isShownTwice(outer: Project, inner: Project): boolean {
  const computed = new Set(
    inner.items.filter((item) => !isPlain(item.value)).map((item) => item.column.id),
  );
  const shown = outer.items.flatMap(({ column, value }) =>
    value.kind === "column" && computed.has(value.column.id)
      ? [{ from: value.column.id, to: column.id }]
      : [],
  );
  return new Set(shown.map(({ from }) => from)).size < new Set(shown.map(({ to }) => to)).size;
}

/** A chain of projections as few of them as possible: a frame of many withColumn stays flat in SQL. */
export function fused(project: Project): Project {
  let plan = project;
  while (plan.input.node === "project") {
    const inner: Project = plan.input;
    const items = isShownTwice(plan, inner) ? undefined : together(plan, inner);
    if (!items) return plan;
    plan = { ...plan, items, input: inner.input };
  }
  return plan;
}

/** The sides of a union of unions, in their order. */
export function unionSides(plan: Resolved): Resolved[] {
  if (plan.node !== "setOperation" || plan.kind !== "union" || !plan.all) return [plan];
  return [...unionSides(plan.left), ...unionSides(plan.right)];
}
