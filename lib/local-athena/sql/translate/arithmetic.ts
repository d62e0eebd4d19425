import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { arithmeticType, isFloat, isInteger, isInterval, isZoned } from "../analysis/type-rules";
import type { Tree } from "../trino-parser";
import { type AthenaType, duckType } from "../types/types";
import { typeMismatch } from "./predicates";
import { on, type Translator } from "./translator";
import { childrenOf, core } from "./tree";
import { isAskable } from "./type-checks";

/** DuckDB adds days to a date; Athena wants an interval. */
function checkSum(
  node: G.ArithmeticBinaryContext,
  a: string,
  b: string,
  sum: string,
  t: Translator,
): string {
  const operator = node.getChild(1);
  if (t.checks === undefined || operator === null || !isAskable(a, b)) return sum;
  const same = t.checks.common([a, b], (types) =>
    types.some((type) => /^interval/.test(type))
      ? undefined
      : typeMismatch(operator, `Cannot apply operator: ${types.join(` ${operator.getText()} `)}`),
  );
  return `CASE WHEN ${same} THEN ${sum} END`;
}

/** Whether an expression is written as an interval: `INTERVAL '1' DAY`, also several of them. */
function readsAsInterval(node: Tree): boolean {
  const inner = core(node);
  if (inner instanceof G.ParenthesizedExpressionContext) return readsAsInterval(inner.expression());
  if (inner instanceof G.ArithmeticUnaryContext) return readsAsInterval(inner.valueExpression());
  if (inner instanceof G.ArithmeticBinaryContext) {
    const sides = inner.valueExpression().map(readsAsInterval);
    return /^[*/]$/.test(inner.getChild(1)?.getText() ?? "")
      ? sides.some(Boolean)
      : sides.every(Boolean);
  }
  return inner instanceof G.IntervalContext;
}

const wholeDigits: Record<string, number> = { tinyint: 3, smallint: 5, integer: 10, bigint: 19 };

const asDecimal = (text: string, type: AthenaType) => {
  const digits = wholeDigits[type.base];
  return digits === undefined ? text : `CAST(${text} AS DECIMAL(${digits}, 0))`;
};

/** A quotient of decimals, exact and rounded half up at Trino's scale. */
function decimalQuotient(
  [a, b]: [string, string],
  [left, right]: [AthenaType, AthenaType],
  result: AthenaType,
): string {
  const [precision = 38, scale = 0] = result.numbers;
  const scaleOf = (type: AthenaType) => (type.base === "decimal" ? (type.numbers[1] ?? 0) : 0);
  const lift = scale + scaleOf(right) - scaleOf(left);
  const numerator = `athena_unscaled(${asDecimal(a, left)}) * CAST(${10n ** BigInt(lift)} AS HUGEINT)`;
  const whole = `CAST(athena_rounded_quotient(${numerator}, athena_unscaled(${asDecimal(b, right)})) AS DECIMAL(${38 - scale}, 0))`;
  const step =
    scale === 0 ? "1" : `CAST('0.${"1".padStart(scale, "0")}' AS DECIMAL(${scale}, ${scale}))`;
  return `CAST(${whole} * ${step} AS DECIMAL(${precision}, ${scale}))`;
}

type Sides = { a: string; b: string; left: AthenaType; right: AthenaType };

/** Arithmetic that must know its types. Undefined where DuckDB does as Athena does. */
function typed(sign: string, { a, b, left, right }: Sides): string | undefined {
  const result = arithmeticType(sign, left, right);
  if (result === undefined) return undefined;
  if (result.base === "decimal" && left.base !== "unknown" && right.base !== "unknown") {
    if (sign === "/") return decimalQuotient([a, b], [left, right], result);
    const duck = duckType(result);
    const [x, y] = [asDecimal(a, left), asDecimal(b, right)];
    return sign === "%"
      ? `CAST(athena_modulo(${x}, ${y}) AS ${duck})`
      : `CAST((${x} ${sign} ${y}) AS ${duck})`;
  }
  if (isInterval(right) && sign !== "*" && !isInterval(left)) return moved(sign, a, b, left);
  if (isInterval(left) && sign === "+" && !isInterval(right)) return moved(sign, b, a, right);
  if (isInterval(left) && sign === "/") return scaled(left, a, `/ CAST(${b} AS DOUBLE)`);
  if (isInterval(left) && sign === "*" && isFloat(right)) return scaled(left, a, `* ${b}`);
  if (isInterval(right) && sign === "*" && isFloat(left)) return scaled(right, b, `* ${a}`);
  if (isInterval(result) && sign === "-" && !isInterval(left)) {
    const kind = left.base === "time" || isZoned(left) || isZoned(right) ? "" : "TIMESTAMP";
    const side = (text: string) =>
      kind === "" ? `athena_instant(${text})` : `CAST(${text} AS ${kind})`;
    return left.base === "time"
      ? `(CAST(DATE '1970-01-01' + ${a} AS TIMESTAMP) - CAST(DATE '1970-01-01' + ${b} AS TIMESTAMP))`
      : `(${side(a)} - ${side(b)})`;
  }
  return undefined;
}

/** An interval and a number with a fraction, to the month or the millisecond that Trino keeps. */
const scaled = (type: AthenaType, interval: string, by: string) =>
  type.base === "interval year to month"
    ? `to_months(CAST(trunc(epoch(${interval}) / 2592000 ${by}) AS INTEGER))`
    : `to_milliseconds(CAST(round(epoch(${interval}) * 1000 ${by}) AS BIGINT))`;

function moved(sign: string, moment: string, interval: string, type: AthenaType): string {
  const by = sign === "-" ? `(- ${interval})` : interval;
  if (type.base === "date") return `athena_date_plus(${moment}, ${by})`;
  return isZoned(type)
    ? `athena_plus(${moment}, ${by})`
    : `cast_to_type(${moment} + ${by}, ${moment})`;
}

on(G.ArithmeticBinaryContext, (node, t) => {
  const [left, operator, right] = childrenOf(node);
  if (left === undefined || operator === undefined || right === undefined) return "";
  const [a, b, sign] = [t.emit(left), t.emit(right), operator.getText()];
  const types = [t.typeOf(left), t.typeOf(right)];
  if (types[0] !== undefined && types[1] !== undefined) {
    const written = typed(sign, { a, b, left: types[0], right: types[1] });
    if (written !== undefined) return written;
    if (sign === "-" && types.every((type) => type !== undefined && isInteger(type)))
      return `(${a} - ${b})`;
  }
  const interval = [left, right].map(readsAsInterval);
  const number = core(right) instanceof G.NumberContext;
  const zero = number && Number(core(right).getText()) === 0;
  if (interval[1] && !interval[0] && (sign === "+" || sign === "-"))
    return `cast_to_type(${a} ${sign} ${b}, ${a})`;
  if (interval[0] && !interval[1] && sign === "+") return `cast_to_type(${b} + ${a}, ${b})`;
  if (sign === "/") return `athena_divide(${a}, ${b})`;
  if (sign === "%") return number && !zero ? `(${a} % ${b})` : `athena_modulo(${a}, ${b})`;
  if (sign === "-" && !number && !(core(left) instanceof G.NumberContext))
    return checkSum(node, a, b, `athena_minus(${a}, ${b})`, t);
  return checkSum(node, a, b, `(${a} ${sign} ${b})`, t);
});
