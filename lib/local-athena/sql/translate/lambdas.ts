import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { aggregate } from "./functions/aggregate-rules";
import { notSupported, on, type Translator } from "./translator";
import { core, identifierText, quoteName } from "./tree";

/** Writes a lambda's body with its parameters spelled as given. */
function body(lambda: G.LambdaContext, spellings: string[], t: Translator): string {
  const names = lambda.identifier().map((name) => identifierText(name).toLowerCase());
  t.lambdas.push(new Map(names.map((name, index) => [name, spellings[index] ?? quoteName(name)])));
  try {
    return t.emit(lambda.expression());
  } finally {
    t.lambdas.pop();
  }
}

/** Lambda parameters must not meet column names, so they get names of their own, one a nesting level. */
function fresh(t: Translator, suffix = ""): string {
  return `athena_p${t.lambdas.length}${suffix}`;
}

type Write = (values: string[], lambdas: G.LambdaContext[], t: Translator) => string;

function mapEntries(
  write: (entry: string, value: string, lambda: G.LambdaContext, t: Translator) => string,
): Write {
  return ([map], [lambda], t) => {
    const entry = fresh(t);
    return lambda === undefined ? "" : write(entry, map ?? "", lambda, t);
  };
}

const overMap = (entry: string, lambda: G.LambdaContext, t: Translator) =>
  body(lambda, [`${entry}.key`, `${entry}.value`], t);

const single =
  (write: (list: string, lambda: string) => string): Write =>
  ([list], [lambda], t) => {
    if (lambda === undefined) return "";
    const name = fresh(t);
    return write(list ?? "", `lambda ${name}: ${body(lambda, [name], t)}`);
  };

const writers: Record<string, { arguments: number; lambdas: number; write: Write }> = {
  transform: {
    arguments: 1,
    lambdas: 1,
    write: single((list, f) => `list_transform(${list}, ${f})`),
  },
  filter: { arguments: 1, lambdas: 1, write: single((list, f) => `list_filter(${list}, ${f})`) },
  any_match: {
    arguments: 1,
    lambdas: 1,
    write: single((list, f) => `athena_any(list_transform(${list}, ${f}))`),
  },
  all_match: {
    arguments: 1,
    lambdas: 1,
    write: single((list, f) => `athena_all(list_transform(${list}, ${f}))`),
  },
  none_match: {
    arguments: 1,
    lambdas: 1,
    write: single((list, f) => `(NOT athena_any(list_transform(${list}, ${f})))`),
  },
  zip_with: {
    arguments: 2,
    lambdas: 1,
    write: ([a, b], [lambda], t) => {
      if (lambda === undefined) return "";
      const pair = fresh(t);
      const whole = `list_transform(list_zip(${a}, ${b}), lambda ${pair}: ${body(lambda, [`${pair}[1]`, `${pair}[2]`], t)})`;
      return `CASE WHEN ${a} IS NOT NULL AND ${b} IS NOT NULL THEN ${whole} END`;
    },
  },
  reduce: {
    arguments: 2,
    lambdas: 2,
    write: ([list, start], [step, finish], t) => {
      if (step === undefined || finish === undefined) return "";
      return `CASE WHEN ${list} IS NOT NULL THEN ${folded(list ?? "", start ?? "", step, finish, t)} END`;
    },
  },
  reduce_agg: {
    arguments: 2,
    lambdas: 2,
    write: ([value, start], [step], t) => {
      if (step === undefined) return "";
      const [state, item] = [fresh(t, "s"), fresh(t, "x")];
      const values = `list_filter(${aggregate("list", value ?? "")}, lambda ${item}: ${item} IS NOT NULL)`;
      return `list_reduce(${values}, lambda ${state}, ${item}: ${body(step, [state, item], t)}, ${start})`;
    },
  },
  array_sort: {
    arguments: 1,
    lambdas: 1,
    write: ([list], [comparator], t) =>
      comparator === undefined ? "" : sorted(list ?? "", comparator, t),
  },
  regexp_replace: {
    arguments: 2,
    lambdas: 1,
    write: ([text, pattern], [lambda], t) =>
      lambda === undefined
        ? ""
        : replacedBy(text ?? "", pattern ?? "", fresh(t), (groups) => body(lambda, [groups], t)),
  },
  transform_values: {
    arguments: 1,
    lambdas: 1,
    write: mapEntries(
      (entry, map, lambda, t) =>
        `map_from_entries(list_transform(map_entries(${map}), lambda ${entry}: {'key': ${entry}.key, 'value': ${overMap(entry, lambda, t)}}))`,
    ),
  },
  transform_keys: {
    arguments: 1,
    lambdas: 1,
    write: mapEntries(
      (entry, map, lambda, t) =>
        `athena_entries_to_map(list_transform(map_entries(${map}), lambda ${entry}: {'key': ${overMap(entry, lambda, t)}, 'value': ${entry}.value}))`,
    ),
  },
  map_filter: {
    arguments: 1,
    lambdas: 1,
    write: mapEntries(
      (entry, map, lambda, t) =>
        `map_from_entries(list_filter(map_entries(${map}), lambda ${entry}: ${overMap(entry, lambda, t)}))`,
    ),
  },
  map_zip_with: {
    arguments: 2,
    lambdas: 1,
    write: ([a, b], [lambda], t) => {
      if (lambda === undefined) return "";
      const key = fresh(t);
      const both = fresh(t, "v");
      const keys = `athena_distinct(list_concat(map_keys(${both}.a), map_keys(${both}.b)))`;
      const value = body(lambda, [key, `(${both}.a)[${key}]`, `(${both}.b)[${key}]`], t);
      return `CASE WHEN ${a} IS NOT NULL AND ${b} IS NOT NULL THEN list_transform([{'a': ${a}, 'b': ${b}}], lambda ${both}: map_from_entries(list_transform(${keys}, lambda ${key}: {'key': ${key}, 'value': ${value}})))[1] END`;
    },
  },
};

const alsoWithout = new Set(["array_sort", "regexp_replace"]);
const lambdaOnly = new Set(Object.keys(writers).filter((name) => !alsoWithout.has(name)));

/** Folds a list and gives the last state to the second lambda. */
function folded(
  list: string,
  start: string,
  step: G.LambdaContext,
  finish: G.LambdaContext,
  t: Translator,
): string {
  const [state, item] = [fresh(t, "s"), fresh(t, "x")];
  const whole = `list_reduce(${list}, lambda ${state}, ${item}: ${body(step, [state, item], t)}, ${start})`;
  return `list_transform([${whole}], lambda ${state}: ${body(finish, [state], t)})[1]`;
}

/** Sorts by how many elements come before each, as the comparator says; equal ones keep their order. */
function sorted(list: string, comparator: G.LambdaContext, t: Translator): string {
  const whole = fresh(t, "v");
  const [item, at, other, place] = [fresh(t, "e"), fresh(t, "i"), fresh(t, "f"), fresh(t, "j")];
  const compared = body(comparator, [other, item], t);
  const before = `len(list_filter(${whole}, lambda ${other}, ${place}: athena_before(${compared}, ${place} < ${at})))`;
  const ranked = `list_transform(${whole}, lambda ${item}, ${at}: {'rank': ${before}, 'value': ${item}})`;
  return `list_transform([${list}], lambda ${whole}: list_transform(list_sort(${ranked}), lambda ${item}: ${item}.value))[1]`;
}

/** Puts what a lambda makes of each match's groups between the pieces of a text. */
function replacedBy(
  text: string,
  pattern: string,
  piece: string,
  write: (groups: string) => string,
): string {
  const groups = `${piece}v`;
  const by = `coalesce(${write(`${piece}[2:]`)}, '')`;
  const pieces = `list_transform(${groups}, lambda ${piece}, ${piece}i: ${piece}[1] || CASE WHEN ${piece}i = len(${groups}) THEN '' ELSE ${by} END)`;
  return `list_transform([athena_regexp_groups(${text}, ${pattern})], lambda ${groups}: array_to_string(${pieces}, ''))[1]`;
}

/** A function that takes lambdas, written for DuckDB. Undefined when the name is none. */
export function lambdaCall(
  name: string,
  args: G.ExpressionContext[],
  t: Translator,
  node: G.FunctionCallContext,
): string | undefined {
  const writer = Object.hasOwn(writers, name) ? writers[name] : undefined;
  const inner = args.map(core);
  const lambdas = inner.filter((argument) => argument instanceof G.LambdaContext);
  // Some of these functions also have forms without a lambda.
  if (writer === undefined || (lambdas.length === 0 && !lambdaOnly.has(name))) return undefined;
  const values = args.filter((_, index) => !(inner[index] instanceof G.LambdaContext));
  if (lambdas.length !== writer.lambdas || values.length !== writer.arguments) {
    throw notSupported(`This form of ${name}`, node);
  }
  return writer.write(
    values.map((value) => t.emit(value)),
    lambdas,
    t,
  );
}

on(G.LambdaContext, (node) => {
  throw notSupported("A lambda here", node);
});
