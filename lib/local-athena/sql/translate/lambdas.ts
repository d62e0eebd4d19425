import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
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
      return `list_transform(list_zip(${a}, ${b}), lambda ${pair}: ${body(lambda, [`${pair}[1]`, `${pair}[2]`], t)})`;
    },
  },
  reduce: {
    arguments: 2,
    lambdas: 2,
    write: ([list, start], [step, finish], t) => {
      if (step === undefined || finish === undefined) return "";
      const [state, item] = [fresh(t, "s"), fresh(t, "x")];
      const folded = `list_reduce(${list}, lambda ${state}, ${item}: ${body(step, [state, item], t)}, ${start})`;
      return `list_transform([${folded}], lambda ${state}: ${body(finish, [state], t)})[1]`;
    },
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
        `map_from_entries(list_transform(map_entries(${map}), lambda ${entry}: {'key': ${overMap(entry, lambda, t)}, 'value': ${entry}.value}))`,
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
};

/** A function that takes lambdas, written for DuckDB. Undefined when the name is none. */
export function lambdaCall(
  name: string,
  args: G.ExpressionContext[],
  t: Translator,
  node: G.FunctionCallContext,
): string | undefined {
  const writer = Object.hasOwn(writers, name) ? writers[name] : undefined;
  if (writer === undefined) return undefined;
  const inner = args.map(core);
  const lambdas = inner.filter((argument) => argument instanceof G.LambdaContext);
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
