import type { Computed, Resolved, Typed } from "./resolved";

/** The node with other expressions in the places of its own. */
export function mapExpressions(plan: Resolved, change: (expression: Typed) => Typed): Resolved {
  const computed = (items: Computed[]) =>
    items.map(({ column, value }) => ({ column, value: change(value) }));
  switch (plan.node) {
    case "project":
      return { ...plan, items: computed(plan.items) };
    case "filter":
      return { ...plan, condition: change(plan.condition) };
    case "aggregate":
      return { ...plan, groups: computed(plan.groups), aggregates: computed(plan.aggregates) };
    case "join":
      return plan.condition ? { ...plan, condition: change(plan.condition) } : plan;
    case "sort":
      return {
        ...plan,
        order: plan.order.map((order) => ({ ...order, child: change(order.child) })),
      };
    case "generate": {
      const generator = change(plan.generator);
      return generator.kind === "call" ? { ...plan, generator } : plan;
    }
    case "values":
      return { ...plan, rows: plan.rows.map((row) => row.map(change)) };
    default:
      return plan;
  }
}
