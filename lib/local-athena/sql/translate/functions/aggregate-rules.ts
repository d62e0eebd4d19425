import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import type { Tree } from "../../trino-parser";
import { notSupported, on, type Translator, userError } from "../translator";
import { childrenOf, core, positionOf, quoteText, stringValue } from "../tree";
import { type Rule, taking } from "./rule";

const opened = "\uE000";
const closed = "\uE001";

/** The aggregate or window call itself, which attach completes. */
export const aggregate = (name: string, inner: string): string =>
  `${opened}${name}|${inner}${closed}`;

/** Puts DISTINCT, ORDER BY, FILTER, IGNORE NULLS and OVER where DuckDB wants them. */
export function attach(template: string, node: G.FunctionCallContext, t: Translator): string {
  const over = node.over();
  const filter = node.filter();
  const quantifier = node.setQuantifier();
  const nulls = node.nullTreatment();
  const sorts = node.sortItem();
  if (!template.includes(opened)) {
    if (over !== null || filter !== null || quantifier !== null || sorts.length > 0) {
      throw userError(
        "FUNCTION_NOT_FOUND",
        1303,
        `${positionOf(node)}: ${node.functionName().getText()} is not an aggregate or window function`,
      );
    }
    return template;
  }
  const order =
    sorts.length === 0 ? "" : `ORDER BY ${sorts.map((sort) => t.emit(sort)).join(", ")}`;
  const treatment =
    nulls === null
      ? ""
      : childrenOf(nulls)
          .map((word) => word.getText())
          .join(" ");
  const outside = [filter, over].map((part) => (part === null ? "" : ` ${t.emit(part)}`)).join("");
  return template.replaceAll(/\uE000([a-z_]+)\|(.*?)\uE001/gs, (_, name: string, inner: string) => {
    const distinct = quantifier === null ? "" : t.emit(quantifier);
    const inside = [distinct, inner, order, treatment].filter(Boolean).join(" ");
    return `${name}(${inside})${outside}`;
  });
}

/**
 * A sum or a mean beside another aggregate that only tells its type and is never computed: the median has
 * the type that Athena's mean has, the minimum that of the values.
 */
const typedBy = (name: "avg" | "sum", other: "median" | "min"): Rule =>
  taking(1, 1, ([value], t) => {
    const text = t.emit(value);
    return `athena_${name}(${aggregate(name, text)}, ${aggregate(other, text)})`;
  });

/** Constants, which DuckDB's own estimator wants to know when it binds the call. */
function constantShares(node: Tree): string | undefined {
  const inner = core(node);
  const isArray = inner instanceof G.ArrayConstructorContext;
  const numbers = isArray ? inner.expression().map(core) : [inner];
  if (!numbers.every((number) => number instanceof G.NumberContext)) return undefined;
  if (numbers.some((number) => !(Number(number.getText()) >= 0 && Number(number.getText()) <= 1)))
    throw userError("INVALID_FUNCTION_ARGUMENT", 1106, "Percentile must be between 0 and 1");
  const floats = numbers.map((number) => `CAST(${number.getText()} AS FLOAT)`);
  return isArray ? `[${floats.join(", ")}]` : floats[0];
}

const percentile = taking(2, 4, (args, t, node) => {
  const [value, ...rest] = args;
  // An accuracy may follow the percentage; a weight comes before it.
  const [weight, share] = rest.length === 1 ? [undefined, rest[0]] : [rest[0], rest[1]];
  if (share === undefined) throw notSupported("This form of approx_percentile", node);
  const text = t.emit(value);
  const constant = constantShares(share);
  if (weight === undefined && constant !== undefined)
    return aggregate("approx_quantile", `${text}, ${constant}`);
  const shares = t.emit(share);
  const isArray =
    core(share) instanceof G.ArrayConstructorContext || t.typeOf(share)?.base === "array";
  const weights = weight === undefined ? "1" : t.emit(weight);
  const values = aggregate("list", `CAST(${text} AS DOUBLE)`);
  const counts = aggregate("list", `CAST(${weights} AS DOUBLE)`);
  const wanted = `CAST(${isArray ? shares : `[${shares}]`} AS DOUBLE[])`;
  const found = `athena_percentiles(${values}, ${counts}, ${wanted})`;
  const least = aggregate("min", text);
  return isArray ? `cast_to_type(${found}, [${least}])` : `cast_to_type(${found}[1], ${least})`;
});

export const aggregateRules: Record<string, Rule> = {
  avg: typedBy("avg", "median"),
  sum: typedBy("sum", "min"),
  approx_percentile: percentile,
};

on(G.ListAggContext, (node, t) => {
  if (node.KW_OVERFLOW() !== null && node.listAggOverflowBehavior()?.KW_ERROR() === null)
    throw notSupported("LISTAGG … ON OVERFLOW TRUNCATE", node);
  const separator = node.string();
  const order = node
    .sortItem()
    .map((sort) => t.emit(sort))
    .join(", ");
  const distinct = node.setQuantifier()?.KW_DISTINCT() ? "DISTINCT " : "";
  const filter = node.filter();
  const by = separator === null ? "''" : quoteText(stringValue(separator.getText()));
  return `string_agg(${distinct}${t.emit(node.expression())}, ${by} ORDER BY ${order})${filter === null ? "" : ` ${t.emit(filter)}`}`;
});
