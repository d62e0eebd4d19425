import { quoteText } from "../../../sql/translate/tree";
import { widerTypeOfAll } from "../coercion";
import { castSql } from "../compile-casts";
import { duckType } from "../duck-types";
import type { SparkType } from "../plan";
import { arrayOf, isArray } from "../types";
import { type ArgumentRule, type FunctionTable, scalar } from "./definition";

const text: ArgumentRule = "string";
const bytes: ArgumentRule = ["binary", "string"];

const named = (name: string) => (args: string[]) => `${name}(${args.join(", ")})`;
const asInteger = (sql: string) => `CAST(${sql} AS INTEGER)`;

function concatTypes(types: SparkType[]): SparkType[] | undefined {
  if (types.some(isArray)) {
    const wide = widerTypeOfAll(types);
    return wide === undefined ? undefined : types.map(() => wide);
  }
  const only = types.length > 0 && types.every((type) => type === "binary") ? "binary" : "string";
  return types.map(() => only);
}

/** TRIM with the characters first, as Spark's functions have them. */
function trim(name: string, direction: string) {
  return scalar(
    [text, text],
    "string",
    ([first, second]) => (second ? `${name}(${second}, ${first})` : `${name}(${first}, ' ')`),
    {
      optional: 1,
      text: (args, { name: called }) =>
        args.length === 2
          ? `TRIM(${direction} ${args[0]} FROM ${args[1]})`
          : `${called}(${args[0]})`,
    },
  );
}

/** Values that functions make count in no limit of DuckDB's: one of this many characters is the longest. */
const madeMax = 100_000_000;

/** The SQL of a text, unless it were longer than the machine should hold. */
const withinMade = (lengthSql: string, name: string, sql: string) =>
  `CASE WHEN ${lengthSql} > ${madeMax} THEN error('java.lang.OutOfMemoryError: ${name} of more than ${madeMax} characters') ELSE ${sql} END`;

const pad = (name: string) =>
  scalar(
    [text, "integer", text],
    "string",
    ([value, length, filler = "' '"]) =>
      `CASE WHEN ${length} <= 0 THEN '' WHEN ${filler} = '' THEN left(${value}, ${length}) ELSE ${withinMade(length ?? "0", name, `${name}(${value}, ${length}, ${filler})`)} END`,
    { optional: 1 },
  );

const substring = scalar(
  [bytes, "integer", "integer"],
  (args) => (args[0]?.type === "binary" ? "binary" : "string"),
  ([value, position, length = "2147483647"], { args }) => {
    const start = args[1]?.constant;
    const isPlain = typeof start === "number" && start > 0 && args[0]?.type !== "binary";
    if (isPlain) return `substring(${value}, ${position}, greatest(${length}, 0))`;
    const name = args[0]?.type === "binary" ? "spark_subbytes" : "spark_substring";
    return `${name}(${value}, ${position}, ${length})`;
  },
  {
    optional: 1,
    text: (args, { name }) => `${name}(${[...args, "2147483647"].slice(0, 3).join(", ")})`,
  },
);

const length = scalar([bytes], "integer", ([value], { args }) =>
  asInteger(args[0]?.type === "binary" ? `octet_length(${value})` : `length(${value})`),
);

const position = scalar(
  [text, text, "integer"],
  "integer",
  ([part, value, from = "1"]) =>
    from === "1"
      ? asInteger(`instr(${value}, ${part})`)
      : `spark_locate(${part}, ${value}, ${from})`,
  { optional: 1, text: (args, { name }) => `${name}(${[...args, "1"].slice(0, 3).join(", ")})` },
);

const contains = (name: string) => scalar([text, text], "boolean", named(name));

/** Java's Formatter gets each value as text with the letter of its kind. */
const formatString = scalar(
  [text],
  "string",
  ([format, ...values], { args }) => {
    const kinds = args.slice(1).map(({ type }) => quoteText(duckType(type)));
    const texts = values.map((value, at) =>
      castSql(value, args[at + 1]?.type ?? "string", "string"),
    );
    return `athena_format(${format}, [${kinds.join(", ")}]::VARCHAR[], [${texts.join(", ")}]::VARCHAR[])`;
  },
  { rest: "any", nullable: (args) => args[0]?.nullable ?? true },
);

const concatWs = scalar(
  [text],
  "string",
  ([separator, ...values], { args }) => {
    const isList = values.some((_, at) => isArray(args[at + 1]?.type ?? "void"));
    if (!isList && values.length > 0) return `concat_ws(${separator}, ${values.join(", ")})`;
    const lists = values.map((value, at) =>
      isArray(args[at + 1]?.type ?? "void") ? `coalesce(${value}, [])` : `[${value}]`,
    );
    const all = lists.length > 0 ? lists.join(" || ") : "[]::VARCHAR[]";
    return `array_to_string(${all}, ${separator})`;
  },
  {
    rest: [{ type: arrayOf("string") }, text],
    nullable: (args) => args[0]?.nullable ?? true,
  },
);

const upper = scalar([text], "string", named("upper"));
const lower = scalar([text], "string", named("lower"));
const character = scalar(
  [["long"]],
  "string",
  ([code]) => `CASE WHEN ${code} < 0 THEN '' ELSE chr(CAST(${code} & 255 AS INTEGER)) END`,
);

/** Functions of text and bytes. */
export const stringFunctions: FunctionTable = {
  ascii: scalar(
    [text],
    "integer",
    ([value]) => `CASE WHEN ${value} = '' THEN 0 ELSE ascii(${value}) END`,
  ),
  base64: scalar(["binary"], "string", named("to_base64")),
  bit_length: scalar([bytes], "integer", ([value], { args }) =>
    asInteger(args[0]?.type === "binary" ? `octet_length(${value}) * 8` : `bit_length(${value})`),
  ),
  btrim: scalar(
    [text, text],
    "string",
    ([value, characters = "' '"]) => `trim(${value}, ${characters})`,
    {
      optional: 1,
    },
  ),
  char: character,
  char_length: length,
  character_length: length,
  chr: character,
  concat: scalar(
    [],
    ([first]) => first?.type ?? "string",
    (args) => (args.length === 0 ? "''" : `(${args.join(" || ")})`),
    { rest: "any", coerce: concatTypes },
  ),
  concat_ws: concatWs,
  contains: contains("contains"),
  decode: scalar(["binary", text], "string", named("spark_decode")),
  elt: scalar(
    ["integer"],
    "string",
    ([index, ...values]) =>
      `CASE WHEN ${index} > 0 THEN list_extract([${values.join(", ")}], ${index}) END`,
    { rest: text, nullable: "always" },
  ),
  encode: scalar([text, text], "binary", named("spark_encode")),
  endswith: contains("suffix"),
  find_in_set: scalar([text, text], "integer", ([value, list]) =>
    asInteger(
      `CASE WHEN contains(${value}, ',') THEN 0 ELSE coalesce(list_position(string_split(${list}, ','), ${value}), 0) END`,
    ),
  ),
  format_number: scalar(
    ["numeric", ["integer", text]],
    "string",
    ([value, format], { args }) => {
      const isExact = args[0]?.type !== "double" && args[0]?.type !== "float";
      const name = args[1]?.type === "string" ? "spark_format_pattern" : "spark_format_number";
      return `${name}(CAST(${value} AS VARCHAR), ${isExact}, ${format})`;
    },
    { nullable: "always" },
  ),
  format_string: formatString,
  initcap: scalar(
    [text],
    "string",
    ([value]) =>
      `array_to_string(list_transform(string_split(lower(${value}), ' '), lambda w: upper(w[1:1]) || w[2:]), ' ')`,
  ),
  instr: scalar([text, text], "integer", (args) => asInteger(`instr(${args.join(", ")})`)),
  lcase: lower,
  left: scalar(
    [text, "integer"],
    "string",
    ([value, count]) => `left(${value}, greatest(${count}, 0))`,
  ),
  length,
  levenshtein: scalar([text, text], "integer", named("spark_levenshtein")),
  locate: position,
  lower,
  lpad: pad("lpad"),
  ltrim: trim("ltrim", "LEADING"),
  octet_length: scalar([bytes], "integer", ([value], { args }) =>
    asInteger(args[0]?.type === "binary" ? `octet_length(${value})` : `strlen(${value})`),
  ),
  overlay: scalar(
    [text, text, "integer", "integer"],
    "string",
    ([value, replacement, at, count = "-1"]) =>
      `spark_overlay(${value}, ${replacement}, ${at}, ${count})`,
    { optional: 1 },
  ),
  parse_url: scalar(
    [text, text, text],
    "string",
    ([url, part, key = "''"]) => `spark_parse_url(${url}, ${part}, ${key})`,
    { optional: 1, nullable: "always" },
  ),
  position,
  printf: formatString,
  repeat: scalar([text, "integer"], "string", ([value, count]) =>
    withinMade(`length(${value})::BIGINT * ${count}`, "repeat", `repeat(${value}, ${count})`),
  ),
  replace: scalar(
    [text, text, text],
    "string",
    ([value, search, by = "''"]) => `replace(${value}, ${search}, ${by})`,
    {
      optional: 1,
    },
  ),
  reverse: scalar(
    [["array", text]],
    ([value]) => value?.type ?? "string",
    ([value], { args }) =>
      `${isArray(args[0]?.type ?? "void") ? "list_reverse" : "spark_reverse"}(${value})`,
  ),
  right: scalar(
    [text, "integer"],
    "string",
    ([value, count]) => `right(${value}, greatest(${count}, 0))`,
  ),
  rpad: pad("rpad"),
  rtrim: trim("rtrim", "TRAILING"),
  soundex: scalar([text], "string", named("spark_soundex")),
  space: scalar(["integer"], "string", ([count = "0"]) =>
    withinMade(count, "space", `repeat(' ', ${count})`),
  ),
  startswith: contains("prefix"),
  substr: substring,
  substring,
  substring_index: scalar([text, text, "integer"], "string", named("spark_substring_index")),
  translate: scalar([text, text, text], "string", named("translate")),
  trim: trim("trim", "BOTH"),
  ucase: upper,
  unbase64: scalar([text], "binary", named("spark_unbase64")),
  upper,
};
