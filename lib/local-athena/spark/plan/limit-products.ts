import { type Resolved, some } from "./resolved";

function atMost(input: Resolved, limit: number): Resolved {
  return { node: "limit", input, limit, offset: 0, output: input.output };
}

/**
 * A plan of which only the first rows are wanted: the first rows of a product, left side first, need no more rows than
 * that of either side. Without it a shown crossJoin is computed to its end.
 */
export function withSmallProducts(plan: Resolved, rowCount: number): Resolved {
  if (plan.node === "renamed") return { ...plan, input: withSmallProducts(plan.input, rowCount) };
  if (plan.node === "project") {
    const looksAround = plan.items.some(({ value }) =>
      some(value, (part) => part.kind === "window"),
    );
    return looksAround ? plan : { ...plan, input: withSmallProducts(plan.input, rowCount) };
  }
  const isProduct =
    plan.node === "join" && !plan.condition && (plan.how === "cross" || plan.how === "inner");
  if (!isProduct) return plan;
  const [left, right] = [atMost(plan.left, rowCount), atMost(plan.right, rowCount)];
  return { ...plan, left, right };
}
