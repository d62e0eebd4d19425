import { aggregate } from "./functions/aggregate-rules";
import { aggregateTemplates } from "./functions/aggregates";
import { collectionTemplates } from "./functions/collections";
import { jsonTemplates } from "./functions/json";
import { mathTemplates } from "./functions/math";
import { isRefused, isRefusedAggregate } from "./functions/refused";
import { textTemplates } from "./functions/text";
import { timeTemplates } from "./functions/time";

/**
 * Trino's functions in DuckDB's words. `$1` is an argument, `$*` all of them; one template per number of arguments.
 * `{{name|args}}` is the aggregate or window call itself: DISTINCT, ORDER BY, FILTER and OVER attach to it.
 * A function that is not here (or a rule of calls.ts) cannot be called: the list is also the sandbox's gate.
 */
const table = new Map(
  Object.entries({
    ...mathTemplates,
    ...textTemplates,
    ...timeTemplates,
    ...collectionTemplates,
    ...jsonTemplates,
    ...aggregateTemplates,
  }),
);

const marked = (template: string): string =>
  template.replaceAll(/\{\{([a-z_]+)\|(.*?)\}\}(?!\})/g, (_, name: string, inner: string) =>
    aggregate(name, inner),
  );

/** Template for a call, or `arity` when the function exists with other numbers of arguments. */
export function templateOf(name: string, argumentCount: number): string | "arity" | undefined {
  const templates = table.get(name);
  if (templates === undefined) return undefined;
  const fits = (template: string) => {
    if (template.includes("$*")) return argumentCount > 0;
    const used = [...template.matchAll(/\$(\d)/g)].map((match) => Number(match[1]));
    return template !== "" && Math.max(0, ...used) === argumentCount;
  };
  const direct = templates.find(fits);
  if (direct !== undefined) return marked(direct);
  // approx_distinct(x, e): the tolerated error is the estimator's own business.
  return name === "approx_distinct" && argumentCount === 2 ? marked(templates[0] ?? "") : "arity";
}

/** Aggregates that a rule writes, because their text depends on more than their arguments' number. */
const ruledAggregates = new Set(["avg", "sum", "approx_percentile", "reduce_agg", "listagg"]);

/** What can only be called with OVER. */
const windowFunctions = new Set(
  "row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value".split(
    " ",
  ),
);

export const isWindowFunction = (name: string): boolean => windowFunctions.has(name);

export const isAggregate = (name: string): boolean =>
  ruledAggregates.has(name) ||
  isRefusedAggregate(name) ||
  (Object.hasOwn(aggregateTemplates, name) && !isWindowFunction(name));

/** Whether Athena has a function, though it may be refused here. */
export const isKnownFunction = (name: string): boolean => isRefused(name) || table.has(name);
