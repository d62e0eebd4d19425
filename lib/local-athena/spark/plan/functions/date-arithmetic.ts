import type { SparkType } from "../plan";
import type { Typed } from "../resolved";
import { calendarInterval, dayTimeInterval, isInterval, isNumeric, isYearMonth } from "../types";
import { type FunctionTable, scalar } from "./definition";

const isText = (type: SparkType | undefined): boolean => type === "string";
const isDays = (type: SparkType | undefined): boolean =>
  type === "byte" || type === "short" || type === "integer";

/**
 * `+`, `-`, `*` and `/` of dates, timestamps and intervals are functions of their own (BinaryArithmetic resolution of
 * Spark's analyzer); undefined leaves the operator to numbers.
 */
export function dateOperation(name: string, args: readonly Typed[]): string | undefined {
  const [left, right] = args.map((arg) => arg.type);
  if (left === undefined || right === undefined) return undefined;
  if (name === "*" || name === "/") {
    if (isInterval(left) && (isNumeric(right) || isText(right))) return `interval${name}`;
    return name === "*" && isInterval(right) && isNumeric(left) ? "number*interval" : undefined;
  }
  if (name !== "+" && name !== "-") return undefined;
  if (isInterval(left) && isInterval(right)) return undefined;
  if (name === "+") {
    if (isInterval(right)) return `time+interval`;
    if (isInterval(left)) return "interval+time";
    if (left === "date" && isDays(right)) return "date+days";
    return right === "date" && isDays(left) ? "days+date" : undefined;
  }
  if (isInterval(right)) return "time-interval";
  if (left === "date" && isDays(right)) return "date-days";
  if (left === "timestamp" || right === "timestamp") return "time-time";
  return left === "date" || right === "date" ? "date-date" : undefined;
}

const infix =
  (operator: string) =>
  ([left, right]: string[]): string =>
    `(${left} ${operator} ${right})`;
const spaced =
  (operator: string) =>
  ([left, right]: string[]): string =>
    `${left} ${operator} ${right}`;

/** A date stays one with whole days or months; text is a timestamp. */
function shiftedType(time: SparkType | undefined, interval: SparkType | undefined): SparkType {
  if (time === "date" && interval === "interval day") return "date";
  if (time === "date" && interval !== undefined && isYearMonth(interval)) return "date";
  return time === "date" && interval === calendarInterval ? "date" : "timestamp";
}

const shift = (operator: "+" | "-", isSwapped: boolean) =>
  scalar(
    isSwapped ? ["interval", ["timestamp", "date"]] : [["timestamp", "date"], "interval"],
    (args) => {
      const [time, interval] = isSwapped ? [args[1], args[0]] : args;
      return shiftedType(time?.type, interval?.type);
    },
    ([left, right], { type }) => {
      const sum = `(${left} ${operator} ${right})`;
      return type === "date" ? `CAST(${sum} AS DATE)` : sum;
    },
    { text: spaced(operator) },
  );

const firstType = (args: { type: SparkType }[]): SparkType => args[0]?.type ?? "void";

/** What dateOperation names. */
export const dateArithmeticFunctions: FunctionTable = {
  "time+interval": shift("+", false),
  "interval+time": shift("+", true),
  "time-interval": shift("-", false),
  "date+days": scalar(["date", "integer"], "date", ([date, days]) => `(${date} + ${days})`, {
    text: ([date, days]) => `date_add(${date}, ${days})`,
  }),
  "days+date": scalar(["integer", "date"], "date", ([days, date]) => `(${date} + ${days})`, {
    text: ([days, date]) => `date_add(${date}, ${days})`,
  }),
  "date-days": scalar(["date", "integer"], "date", ([date, days]) => `(${date} - ${days})`, {
    text: ([date, days]) => `date_sub(${date}, ${days})`,
  }),
  "date-date": scalar(
    ["date", "date"],
    "interval day",
    ([left, right]) => `to_days(CAST(${left} - ${right} AS INTEGER))`,
    { text: infix("-") },
  ),
  "time-time": scalar(
    ["timestamp", "timestamp"],
    dayTimeInterval,
    ([left, right]) => `to_microseconds(epoch_us(${left}) - epoch_us(${right}))`,
    { text: infix("-") },
  ),
  "interval*": scalar(
    ["interval", "double"],
    firstType,
    ([interval, times]) => `(${interval} * ${times})`,
    {
      text: infix("*"),
    },
  ),
  "number*interval": scalar(
    ["double", "interval"],
    (args) => args[1]?.type ?? "void",
    ([times, interval]) => `(${interval} * ${times})`,
    { text: infix("*") },
  ),
  "interval/": scalar(
    ["interval", "double"],
    firstType,
    ([interval, parts]) => `(${interval} / nullif(${parts}, 0))`,
    { text: infix("/"), nullable: "always" },
  ),
};
