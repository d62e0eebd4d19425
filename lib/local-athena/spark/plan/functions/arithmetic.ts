import { tightestCommonType, widerType } from "../coercion";
import { decimalFor, decimalResult } from "../decimal-rules";
import { duckType } from "../duck-types";
import type { SparkType } from "../plan";
import { decimalParts, isDecimal, isFractional, isIntegral, isInterval, isNumeric } from "../types";
import {
  type Argument,
  type CallSite,
  type FunctionDefinition,
  type FunctionTable,
  scalar,
} from "./definition";

type Operator = "+" | "-" | "*" | "/" | "%";

const infix =
  (operator: string): NonNullable<FunctionDefinition["text"]> =>
  ([left, right]) =>
    `(${left} ${operator} ${right})`;

const firstType = (args: Argument[]): SparkType => args[0]?.type ?? "void";

/** A whole number that is written out needs no more digits than it has. */
function decimalOfArgument({ type, constant }: Argument): SparkType | undefined {
  if (isIntegral(type) && constant !== undefined && constant !== null) {
    return `decimal(${String(constant).replace("-", "").length},0)`;
  }
  return decimalFor(type);
}

/** Both sides of an operation as Spark widens them: text to double, whole numbers to decimals beside decimals. */
function operandTypes(args: Argument[]): SparkType[] | undefined {
  const [left, right] = args;
  if (!left || !right) return undefined;
  const types = args.map((arg): SparkType => {
    if (arg.type === "string") return "double";
    return arg.type;
  });
  const [a, b] = types;
  if (a === undefined || b === undefined) return undefined;
  if (a === "void" && b === "void") return ["double", "double"];
  if (isDecimal(a) !== isDecimal(b) && isNumeric(a) && isNumeric(b)) {
    if (isFractional(a) || isFractional(b)) return ["double", "double"];
    const decimals = args.map(decimalOfArgument);
    return decimals.every((type) => type !== undefined) ? decimals : undefined;
  }
  if (isDecimal(a) && isDecimal(b)) return [a, b];
  const common = tightestCommonType(a, b);
  return common !== undefined && (isNumeric(common) || isInterval(common))
    ? [common, common]
    : undefined;
}

function resultOf(operator: Operator, args: Argument[]): SparkType {
  const [left, right] = args;
  return left && right && isDecimal(left.type) && isDecimal(right.type)
    ? decimalResult(operator, left.type, right.type)
    : firstType(args);
}

const scaleOf = (type: SparkType | undefined): number => decimalParts(type ?? "")?.scale ?? 0;

/** Exact, whatever the precision: in DuckDB's own decimals where they have room, else digit by digit. */
function decimalSql(operator: Operator, left: string, right: string, call: CallSite): string {
  const type = duckType(call.type);
  const scale = scaleOf(call.type);
  const [a, b] = call.args.map((arg) => decimalParts(arg.type) ?? { precision: 38, scale: 18 });
  const text = `spark_decimal('${operator}', CAST(${left} AS VARCHAR), CAST(${right} AS VARCHAR), ${scale})`;
  const exact = `try_cast(${text} AS ${type})`;
  if (!a || !b || operator === "/" || operator === "%") return exact;
  const digits =
    operator === "*"
      ? a.precision + b.precision
      : Math.max(a.precision - a.scale, b.precision - b.scale) + Math.max(a.scale, b.scale) + 1;
  return digits <= 38 ? `CAST((${left} ${operator} ${right}) AS ${type})` : exact;
}

function arithmetic(operator: "+" | "-" | "*", word: string, operand: string): FunctionDefinition {
  return scalar(
    ["any", "any"],
    (args) => resultOf(operator, args),
    (args, call) => {
      const [left = "", right = ""] = args;
      const type = firstType(call.args);
      if (isDecimal(type)) return decimalSql(operator, left, right, call);
      if (!isIntegral(type)) return `(${left} ${operator} ${right})`;
      return call.isVolatile
        ? `spark_wrap_${type}(CAST(${left} AS HUGEINT) ${operator} CAST(${right} AS HUGEINT))`
        : `spark_${word}_${type}(${left}, ${right})`;
    },
    {
      operand,
      text: infix(operator),
      coerce: (_, args) => operandTypes(args),
      nullable: (args) => args.some((arg) => arg.nullable || isDecimal(arg.type)),
    },
  );
}

const numericOrInterval =
  "(numeric or interval or interval day to second or interval year to month)";

/** Division and remainder are NULL where the divisor is zero. */
const division = scalar(
  ["any", "any"],
  (args) => resultOf("/", args),
  (args, call) => {
    const [left = "", right = ""] = args;
    return isDecimal(call.type)
      ? decimalSql("/", left, right, call)
      : `(${left} / nullif(${right}, 0))`;
  },
  {
    operand: "(double or decimal)",
    text: infix("/"),
    nullable: "always",
    coerce: (_, args) => {
      const types = operandTypes(args);
      if (!types?.every((type) => isNumeric(type))) return undefined;
      return types.some((type) => isDecimal(type)) ? types : ["double", "double"];
    },
  },
);

function remainder(name: string, macro: string): FunctionDefinition {
  return scalar(
    ["any", "any"],
    (args) => resultOf("%", args),
    ([left = "", right = ""], call) => {
      if (isDecimal(call.type)) {
        const rest = decimalSql("%", left, right, call);
        if (name === "%") return rest;
        return `CAST(CASE WHEN ${rest} < 0 THEN ${rest} + abs(${right}) ELSE ${rest} END AS ${duckType(call.type)})`;
      }
      const suffix = isIntegral(call.type) ? "_whole" : "";
      return `${macro}${suffix}(${left}, nullif(${right}, 0))`;
    },
    {
      operand: "numeric",
      nullable: "always",
      coerce: (_, args) => {
        const types = operandTypes(args);
        return types?.every((type) => isNumeric(type)) ? types : undefined;
      },
      ...(name === "%" ? { text: infix("%") } : {}),
    },
  );
}

const wholeDivision = scalar(
  ["any", "any"],
  "long",
  ([left = "", right = ""], call) => {
    const [a] = call.args;
    if (a && isDecimal(a.type)) {
      const quotient = `spark_decimal('div', CAST(${left} AS VARCHAR), CAST(${right} AS VARCHAR), 0)`;
      return `spark_wrap_long(CAST(${quotient} AS HUGEINT))`;
    }
    return `spark_whole_division(${left}, ${right})`;
  },
  {
    operand: "integral",
    text: infix("div"),
    nullable: "always",
    coerce: (_, args) => {
      const types = operandTypes(args);
      if (types?.every((type) => isDecimal(type))) return types;
      return args.every(
        (arg) => isIntegral(arg.type) || arg.type === "string" || arg.type === "void",
      )
        ? ["long", "long"]
        : undefined;
    },
  },
);

const negative = scalar(
  [["numeric", "interval"]],
  firstType,
  ([value = ""], { type, isVolatile }) => {
    if (!isIntegral(type)) return `(-${value})`;
    return isVolatile
      ? `spark_wrap_${type}(-CAST(${value} AS HUGEINT))`
      : `spark_subtract_${type}(CAST(0 AS ${duckType(type)}), ${value})`;
  },
  { text: ([value]) => `(- ${value})` },
);

const bitwise = (operator: string, sql: (left: string, right: string) => string) =>
  scalar(["any", "any"], firstType, ([left = "", right = ""]) => sql(left, right), {
    operand: "integral",
    text: infix(operator),
    coerce: (types) => {
      const [left = "void", right = "void"] = types;
      const common = widerType(left, right, "kept");
      return common !== undefined && isIntegral(common) ? [common, common] : undefined;
    },
  });

/** Arithmetic of numbers; dates and intervals are date-arithmetic.ts. */
export const arithmeticFunctions: FunctionTable = {
  "+": arithmetic("+", "add", numericOrInterval),
  "-": arithmetic("-", "subtract", numericOrInterval),
  "*": arithmetic("*", "multiply", "numeric"),
  "/": division,
  "%": remainder("%", "spark_remainder"),
  mod: remainder("%", "spark_remainder"),
  pmod: remainder("pmod", "spark_pmod"),
  div: wholeDivision,
  negative,
  positive: scalar([["numeric", "interval"]], firstType, ([value = ""]) => value, {
    text: ([value]) => `(+ ${value})`,
  }),
  "&": bitwise("&", (left, right) => `(${left} & ${right})`),
  "|": bitwise("|", (left, right) => `(${left} | ${right})`),
  "^": bitwise("^", (left, right) => `xor(${left}, ${right})`),
  "~": scalar(["integral"], firstType, ([value]) => `(~${value})`, {
    text: ([value]) => `~${value}`,
  }),
};
