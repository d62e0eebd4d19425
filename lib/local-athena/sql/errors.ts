import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { SqlError } from "./engine";
import { identifierText, positionOf, walk } from "./translate/tree";
import type { Tree } from "./trino-parser";

/** Athena's ErrorType of an engine error. */
const errorTypes: Record<string, number> = {
  DIVISION_BY_ZERO: 1001,
  TYPE_MISMATCH: 1002,
  COLUMN_NOT_FOUND: 1006,
  CATALOG_NOT_FOUND: 1006,
  SYNTAX_ERROR: 1006,
  INVALID_LITERAL: 1006,
  EXPRESSION_NOT_AGGREGATE: 1006,
  NESTED_AGGREGATION: 1006,
  NESTED_WINDOW: 1006,
  MISSING_OVER: 1006,
  FUNCTION_NOT_WINDOW: 1006,
  EXPRESSION_NOT_SCALAR: 1006,
  DUPLICATE_NAMED_QUERY: 1006,
  INVALID_COLUMN_REFERENCE: 1006,
  MISMATCHED_COLUMN_ALIASES: 1006,
  MISSING_ORDER_BY: 1006,
  AMBIGUOUS_NAME: 1006,
  INVALID_CAST_ARGUMENT: 1100,
  NUMERIC_VALUE_OUT_OF_RANGE: 1100,
  INVALID_PARAMETER_USAGE: 1100,
  INVALID_FUNCTION_ARGUMENT: 1106,
  TABLE_ALREADY_EXISTS: 1110,
  NOT_SUPPORTED: 1200,
  TABLE_NOT_FOUND: 1301,
  SCHEMA_NOT_FOUND: 1301,
  FUNCTION_NOT_FOUND: 1303,
};

/** An engine error in Athena's words: `NAME: message`. */
export function engineError(name: string, message: string): SqlError {
  return new SqlError(`${name}: ${message}`, 2, errorTypes[name] ?? 1000);
}

const typeNames: Record<string, string> = {
  INT8: "TINYINT",
  INT16: "SMALLINT",
  INT32: "INT",
  INT64: "BIGINT",
  INT128: "BIGINT",
  BOOL: "BOOLEAN",
  FLOAT: "REAL",
};

/** The first use of a column name in the user's text: where it is, and how it is written there. */
function useOf(tree: Tree | undefined, name: string): { where: string; text: string } {
  for (const node of tree === undefined ? [] : walk(tree)) {
    const isName =
      node instanceof G.IdentifierContext &&
      identifierText(node).toLowerCase() === name.toLowerCase();
    if (!isName || node.parent instanceof G.SelectItemContext) continue;
    const { parent } = node;
    const whole =
      parent instanceof G.DereferenceContext || parent instanceof G.QualifiedNameContext;
    return { where: positionOf(whole ? parent : node), text: whole ? parent.getText() : name };
  }
  return { where: "line 1:1", text: name };
}

/** Where the first call of a function, or the first use of an arithmetic operator, stands. */
function callOf(tree: Tree | undefined, name: string): string {
  for (const node of tree === undefined ? [] : walk(tree)) {
    if (
      node instanceof G.FunctionCallContext &&
      node.functionName().getText().toLowerCase() === name
    )
      return positionOf(node);
    const operator = node instanceof G.ArithmeticBinaryContext ? node.getChild(1) : null;
    if (operator?.getText() === name) return positionOf(operator);
  }
  return "line 1:1";
}

type Use = ReturnType<typeof useOf>;
type Rule = [
  RegExp,
  (parts: string[], use: (name: string) => Use, call: (name: string) => string) => SqlError,
];

const castTo = (parts: string[]) =>
  engineError(
    "INVALID_CAST_ARGUMENT",
    `Cannot cast '${parts[1]}' to ${typeNames[parts[2] ?? ""] ?? parts[2]}`,
  );

const rules: Rule[] = [
  // Raised by athena_fail (macros.ts): the text is the error.
  [
    /Could not convert string '([A-Z_]+): (.*)' to INT32/s,
    (parts) => engineError(parts[1] ?? "", parts[2] ?? ""),
  ],
  // Raised by a JavaScript function (functions/native-function.ts).
  [
    /^Invalid Input Error: ([A-Z_]{4,}): (.*)/s,
    (parts) => engineError(parts[1] ?? "", parts[2] ?? ""),
  ],
  [
    /Map keys must be unique/,
    () => engineError("INVALID_FUNCTION_ARGUMENT", "Duplicate map keys are not allowed"),
  ],
  [
    /Map keys can not be NULL/,
    () => engineError("INVALID_FUNCTION_ARGUMENT", "map key cannot be null"),
  ],
  [
    /Macro (\w+)\(\) .*(?:overloads|supplied arguments)/s,
    (parts, _use, call) => {
      const name = functionName(parts[1] ?? "");
      return engineError(
        "FUNCTION_NOT_FOUND",
        `${call(name)}: Unexpected parameters for function ${name}`,
      );
    },
  ],
  [/Could not convert string ['"](.*)['"] to (?:'?)(\w+(?:\(.*?\))?)/s, castTo],
  [/Could not convert string ['"](.*)['"] to (\w+)/s, castTo],
  [/Could not cast value (.*) to (DECIMAL\(.*\))/, castTo],
  [/Casting value "(.*?)" to type (DECIMAL\(.*?\)) failed/, castTo],
  [
    /(date|timestamp) field (?:format|value out of range): "(.*?)"/s,
    (parts) =>
      engineError("INVALID_CAST_ARGUMENT", `Value cannot be cast to ${parts[1]}: ${parts[2]}`),
  ],
  [
    /Type (\w+) with value (\S+) can't be cast because the value is out of range for the destination type (\w+)/,
    (parts) =>
      engineError(
        "NUMERIC_VALUE_OUT_OF_RANGE",
        `Out of range for ${(typeNames[parts[3] ?? ""] ?? parts[3] ?? "").toLowerCase().replace(/^int$/, "integer")}: ${parts[2]}`,
      ),
  ],
  [
    /Overflow in \w+ of (DECIMAL|INT128)|Could not cast value .* to DECIMAL\(38/,
    () => engineError("NUMERIC_VALUE_OUT_OF_RANGE", "Decimal overflow"),
  ],
  [
    /Unknown TimeZone '(.*?)'/,
    (parts) => engineError("INVALID_FUNCTION_ARGUMENT", `'${parts[1]}' is not a valid time zone`),
  ],
  [
    /Overflow in (addition|subtraction|multiplication|negation) of (\w+) \((.*)\)/,
    (parts) =>
      engineError(
        "NUMERIC_VALUE_OUT_OF_RANGE",
        `${(typeNames[parts[2] ?? ""] ?? "bigint").toLowerCase().replace(/^int$/, "integer")} ${parts[1]} overflow: ${(parts[3] ?? "").replace(/!$/, "")}`,
      ),
  ],
  [
    /^Out of Range Error: (.*)/,
    (parts) => engineError("NUMERIC_VALUE_OUT_OF_RANGE", parts[1] ?? ""),
  ],
  [
    /Could not parse string "(.*?)" according to format specifier/s,
    (parts) => engineError("INVALID_FUNCTION_ARGUMENT", `Invalid format: "${parts[1]}"`),
  ],
  [
    /Referenced column "(.*?)" (?:not found|was not found)/,
    (parts, use) =>
      engineError(
        "COLUMN_NOT_FOUND",
        `${use(parts[1] ?? "").where}: Column '${parts[1]}' cannot be resolved`,
      ),
  ],
  [
    /(?:Table|Values list|Subquery|subquery|list) "(.*?)" does not have a column named "(.*?)"/,
    (parts, use) =>
      engineError(
        "COLUMN_NOT_FOUND",
        `${use(parts[1] ?? "").where}: Column '${parts[1]}.${parts[2]}' cannot be resolved`,
      ),
  ],
  [
    /Referenced table "(.*?)" not found/,
    (parts, use) =>
      engineError(
        "COLUMN_NOT_FOUND",
        `${use(parts[1] ?? "").where}: Column '${use(parts[1] ?? "").text}' cannot be resolved`,
      ),
  ],
  [
    /Could not find key "(.*?)" in struct/i,
    (parts, use) =>
      engineError(
        "COLUMN_NOT_FOUND",
        `${use(parts[1] ?? "").where}: Column '${parts[1]}' cannot be resolved`,
      ),
  ],
  [
    /Ambiguous reference to column name "(.*?)"/,
    (parts, use) =>
      engineError(
        "AMBIGUOUS_NAME",
        `${use(parts[1] ?? "").where}: Column '${parts[1]}' is ambiguous`,
      ),
  ],
  [
    /column "?(.*?)"? must appear in the GROUP BY clause/,
    (parts, use) =>
      engineError(
        "EXPRESSION_NOT_AGGREGATE",
        `${use(parts[1] ?? "").where}: '${parts[1]}' must be an aggregate expression or appear in GROUP BY clause`,
      ),
  ],
  [
    /aggregate function calls cannot be nested/,
    () => engineError("NESTED_AGGREGATION", "Cannot nest aggregations inside aggregation"),
  ],
  [
    /(WHERE|HAVING|GROUP BY) clause cannot contain (aggregates|window functions)/i,
    (parts) =>
      engineError(
        "EXPRESSION_NOT_SCALAR",
        `${parts[1]?.toUpperCase()} clause cannot contain aggregations, window functions or grouping operations`,
      ),
  ],
  [
    /ORDER term out of range - should be between 1 and (\d+)/,
    () => engineError("INVALID_COLUMN_REFERENCE", "ORDER BY position is not in select list"),
  ],
  [
    /More than one row returned by a subquery/,
    () => engineError("SUBQUERY_MULTIPLE_ROWS", "Scalar sub-query has returned multiple rows"),
  ],
  [
    /Set operations can only apply to expressions with the same number of result columns/,
    () => engineError("TYPE_MISMATCH", "Set operation query has different number of fields"),
  ],
  [
    /has (\d+) columns available but (\d+) columns specified/,
    (parts) =>
      engineError(
        "MISMATCHED_COLUMN_ALIASES",
        `Column alias list has ${parts[2]} entries but relation has ${parts[1]} columns`,
      ),
  ],
  [
    /No function matches the given name and argument types '([-+*/%])\((.*?), (\w+(?:\([^)]*\))?)\)'/s,
    ([, sign = "", left = "", right = ""], _use, call) =>
      engineError(
        "TYPE_MISMATCH",
        `${call(sign)}: Cannot apply operator: ${typeList(left)} ${sign} ${typeList(right)}`,
      ),
  ],
  [
    /No function matches the given name and argument types '-\((.*?)\)'/s,
    (parts) => engineError("TYPE_MISMATCH", `Cannot negate ${typeList(parts[1] ?? "")}`),
  ],
  [
    /No function matches the given name and argument types '!?~~\((.*?), .*\)'/s,
    (parts) =>
      engineError(
        "TYPE_MISMATCH",
        `Left side of LIKE expression must evaluate to a varchar (actual: ${typeList(parts[1] ?? "")})`,
      ),
  ],
  [
    /No function matches the given name and argument types '(\w+)\((.*?)\)'/s,
    (parts, _use, call) => {
      const name = functionName(parts[1] ?? "");
      return engineError(
        "FUNCTION_NOT_FOUND",
        `${call(name)}: Unexpected parameters (${typeList(parts[2] ?? "")}) for function ${name}`,
      );
    },
  ],
  [
    /Cannot compare values of type (.*?) and (?:type )?(.*?) -/,
    (parts) =>
      engineError(
        "TYPE_MISMATCH",
        `Cannot apply operator: ${typeList(parts[1] ?? "")} = ${typeList(parts[2] ?? "")}`,
      ),
  ],
  [
    /Cannot mix values of type (.*?) and (.*?) in/,
    (parts) =>
      engineError(
        "TYPE_MISMATCH",
        `All results must be the same type or coercible to a common type. Cannot find common type between ${typeList(parts[1] ?? "")} and ${typeList(parts[2] ?? "")}`,
      ),
  ],
  [
    /Unimplemented type for cast \((.*?) -> (.*?)\)/,
    (parts) =>
      engineError(
        "TYPE_MISMATCH",
        `Cannot cast ${typeList(parts[1] ?? "")} to ${typeList(parts[2] ?? "")}`,
      ),
  ],
  [
    /TRY can not be used/,
    () => engineError("NOT_SUPPORTED", "try() of this expression is not supported by local-athena"),
  ],
  [
    /invalid perl operator|no argument for repetition|missing \)|missing \]|invalid character class|unexpected \)/,
    () => engineError("INVALID_FUNCTION_ARGUMENT", "Invalid or unsupported regular expression"),
  ],
  [
    /Malformed JSON|Invalid JSON|Missing JSON/i,
    () => engineError("HIVE_CURSOR_ERROR", "Row is not a valid JSON Object"),
  ],
  [
    /Failure in decode/,
    () =>
      engineError("NOT_SUPPORTED", "from_utf8 of invalid UTF-8 is not supported by local-athena"),
  ],
  [
    /CSV Error|CSV Parser state machine/,
    (_) => engineError("HIVE_BAD_DATA", "A line of the table's text cannot be read with its SerDe"),
  ],
  [
    /No magic bytes found at end of file|too small to be a Parquet file/,
    () => engineError("HIVE_BAD_DATA", "Not valid Parquet file"),
  ],
  // A file that was there when the query was planned.
  [
    /^IO Error: (?:No files found that match the pattern|Cannot open file)/,
    () =>
      engineError(
        "HIVE_CANNOT_OPEN_SPLIT",
        "Error opening Hive split: The specified key does not exist.",
      ),
  ],
  [
    /Epoch seconds out of range/,
    () => engineError("INVALID_FUNCTION_ARGUMENT", "Timestamp is out of range"),
  ],
  [
    /Maximum call stack size exceeded/,
    () => engineError("STACK_OVERFLOW", "statement is too large (stack overflow during analysis)"),
  ],
  [
    /^Out of Memory Error|Lists larger than 2\^32 elements|Invalid string length/,
    () =>
      new SqlError(
        "EXCEEDED_LOCAL_MEMORY_LIMIT: Query exhausted resources at this scale factor",
        2,
        0,
      ),
  ],
];

/** DuckDB's names of types in Trino's words. */
export function typeList(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/string_literal/g, "varchar")
    .replaceAll(/integer_literal/g, "integer")
    .replaceAll(/\bfloat\b/g, "real")
    .replaceAll(/\bhugeint\b/g, "bigint")
    .replaceAll(/(\w+)\[\]/g, "array($1)");
}

function functionName(name: string): string {
  const names: Record<string, string> = {
    list: "array_agg",
    len: "cardinality",
    array_length: "cardinality",
    athena_sequence_by: "sequence",
    list_contains: "contains",
    date_sub: "date_diff",
  };
  return names[name] ?? name.replace(/^athena_|^list_/, "");
}

/**
 * A DuckDB error as Athena would report it. Paths and DuckDB's own hints never reach the user.
 * @param tree the user's statement, to compute positions in the user's text
 */
export function toSqlError(error: unknown, tree?: Tree): SqlError {
  if (error instanceof SqlError) return error;
  const message = error instanceof Error ? error.message : String(error);
  for (const [pattern, make] of rules) {
    const match = pattern.exec(message);
    if (match !== null)
      return make(
        [...match],
        (name) => useOf(tree, name),
        (name) => callOf(tree, name),
      );
  }
  const firstLine = (message.split("\n")[0] ?? "")
    .replaceAll(/(?:\/[^\s/'"]+){2,}/g, "…")
    .slice(0, 300);
  if (/^(Parser|Binder|Catalog|Not implemented) Error/.test(message)) {
    return engineError("NOT_SUPPORTED", `local-athena cannot run this statement: ${firstLine}`);
  }
  return new SqlError(`GENERIC_INTERNAL_ERROR: ${firstLine}`, 1, 9999);
}
