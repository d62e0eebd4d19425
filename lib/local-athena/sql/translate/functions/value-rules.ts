import { elementOf } from "../../analysis/type-rules";
import type { Tree } from "../../trino-parser";
import { concatenation, typeMismatch } from "../predicates";
import type { Translator } from "../translator";
import { isAskable } from "../type-checks";
import { literal, type Rule, taking } from "./rule";

function extreme(name: string): Rule {
  return taking(1, 127, (args, t) => {
    const values = args.map((value) => t.emit(value));
    return `CASE WHEN ${values.map((value) => `${value} IS NULL`).join(" OR ")} THEN NULL ELSE ${name}(${values.join(", ")}) END`;
  });
}

const emitted = (args: Tree[], t: Translator) => args.map((value) => t.emit(value));

export const valueRules: Record<string, Rule> = {
  if: taking(2, 3, (args, t) => {
    const [condition, yes, no] = emitted(args, t);
    return `CASE WHEN ${condition} THEN ${yes}${no === undefined ? "" : ` ELSE ${no}`} END`;
  }),
  try: taking(1, 1, ([value], t) => `TRY(${t.emit(value)})`),
  concat: taking(2, 127, (args, t, node) =>
    emitted(args, t).reduce((whole, value) => concatenation(node, [whole, value], t)),
  ),
  concat_ws: taking(2, 127, ([separator, ...values], t) => {
    const by = t.emit(separator);
    const [only] = values;
    if (only !== undefined && values.length === 1 && elementOf(t.typeOf(only)) !== undefined)
      return `athena_concat_ws(${by}, ${t.emit(only)})`;
    const texts = values.map((value) => `athena_text(${t.emit(value)})`);
    return `CASE WHEN ${by} IS NOT NULL THEN concat_ws(${by}, ${texts.join(", ")}) END`;
  }),
  nullif: taking(2, 2, (args, t, node) => {
    const [a = "", b = ""] = emitted(args, t);
    if (t.checks === undefined || !isAskable(a, b)) return `nullif(${a}, ${b})`;
    const same = t.checks.common([a, b], ([left, right]) =>
      typeMismatch(node, `Types are not comparable with NULLIF: ${left} vs ${right}`),
    );
    return `CASE WHEN ${same} THEN ${a} END`;
  }),
  // NULL among the arguments makes the result NULL; DuckDB would skip it.
  greatest: extreme("greatest"),
  least: extreme("least"),
  element_at: taking(2, 2, (args, t) => {
    const [value, key] = emitted(args, t);
    return t.isMap(args[0]) ? `(${value})[${key}]` : `athena_element_at(${value}, ${key})`;
  }),
  cardinality: taking(1, 1, ([value], t) =>
    t.isMap(value)
      ? `CAST(cardinality(${t.emit(value)}) AS BIGINT)`
      : `array_length(${t.emit(value)})`,
  ),
  typeof: taking(1, 1, ([value], t) => {
    const text = literal(value);
    return text === undefined
      ? `athena_type_name(typeof(${t.emit(value)}))`
      : `CAST('varchar(${text.length})' AS VARCHAR)`;
  }),
  format: taking(2, 127, ([pattern, ...values], t) => {
    const texts = emitted(values, t);
    const types = texts.map((text) => `typeof(${text})`).join(", ");
    const printed = texts.map((text) => `athena_format_text(${text})`).join(", ");
    return `athena_format(${t.emit(pattern)}, [${types}], [${printed}])`;
  }),
  map_concat: taking(2, 127, (args, t) => {
    const maps = emitted(args, t);
    const missing = maps.map((map) => `${map} IS NULL`).join(" OR ");
    return `CASE WHEN NOT (${missing}) THEN map_concat(${maps.join(", ")}) END`;
  }),
};
