import { arrayOf } from "../types";
import { type ArgumentRule, type FunctionTable, scalar } from "./definition";

const text: ArgumentRule = "string";
const named = (name: string) => (args: string[]) => `${name}(${args.join(", ")})`;

const like = (operator: string) =>
  scalar(
    [text, text, text],
    "boolean",
    ([value, pattern, escaping = "'\\'"]) => `(${value} ${operator} ${pattern} ESCAPE ${escaping})`,
    {
      optional: 1,
      text: ([value, pattern], { name }) =>
        name === "ilike" ? `ilike(${value}, ${pattern})` : `${value} LIKE ${pattern}`,
    },
  );

const rlike = scalar([text, text], "boolean", named("athena_regexp_like"), {
  text: ([value, pattern], { name }) =>
    `${name === "rlike" ? "RLIKE" : name}(${value}, ${pattern})`,
});

const withGroup = (name: string, result: Parameters<typeof scalar>[1]) =>
  scalar(
    [text, text, "integer"],
    result,
    ([value, pattern, group = "1"]) => `${name}(${value}, ${pattern}, ${group})`,
    { optional: 1, text: (args, call) => `${call.name}(${[...args, "1"].slice(0, 3).join(", ")})` },
  );

/** Functions of patterns: LIKE and Java's regular expressions. */
export const patternFunctions: FunctionTable = {
  ilike: like("ILIKE"),
  like: like("LIKE"),
  regexp: rlike,
  regexp_extract: withGroup("spark_regexp_extract", "string"),
  regexp_extract_all: withGroup("spark_regexp_extract_all", arrayOf("string")),
  regexp_like: rlike,
  regexp_replace: scalar(
    [text, text, text, "integer"],
    "string",
    ([value, pattern, by, from = "1"]) =>
      from === "1"
        ? `athena_regexp_replace(${value}, ${pattern}, ${by})`
        : `(left(${value}, ${from} - 1) || athena_regexp_replace(substring(${value}, ${from}), ${pattern}, ${by}))`,
    { optional: 1, text: (args, { name }) => `${name}(${[...args, "1"].slice(0, 4).join(", ")})` },
  ),
  rlike,
  split: scalar(
    [text, text, "integer"],
    arrayOf("string", false),
    ([value, pattern, limit = "-1"]) => `spark_split(${value}, ${pattern}, ${limit})`,
    { optional: 1, text: (args, { name }) => `${name}(${[...args, "-1"].slice(0, 3).join(", ")})` },
  ),
};
