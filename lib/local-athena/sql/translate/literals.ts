import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { timeParts, timestampParts } from "../analysis/literals";
import type { Tree } from "../trino-parser";
import { duckType, parseType } from "../types/types";
import { currentTime } from "./functions/date-rules";
import { isZoneName } from "./time-zones";
import { notSupported, on, type Translator, userError } from "./translator";
import { positionOf, quoteText, stringValue } from "./tree";

const invalidLiteral = (node: Tree, text: string) =>
  userError("INVALID_LITERAL", 1006, `${positionOf(node)}: ${text}`);

on(G.IntegerLiteralContext, (node) => {
  const value = BigInt(node.getText().replaceAll("_", ""));
  if (value > 9223372036854775807n || value < -9223372036854775808n)
    throw invalidLiteral(node, `Invalid numeric literal: ${node.getText()}`);
  const small = value <= 2147483647n && value >= -2147483648n;
  return `CAST(${value} AS ${small ? "INTEGER" : "BIGINT"})`;
});
// Athena reads 1.5 as a double, where Trino would read a decimal.
on(G.DecimalLiteralContext, (node) => `CAST(${node.getText().replaceAll("_", "")} AS DOUBLE)`);
on(G.DoubleLiteralContext, (node) => `CAST(${node.getText().replaceAll("_", "")} AS DOUBLE)`);
// Typed, so that DuckDB does not silently read '2020' as a number or a date where Athena refuses to.
on(
  G.BasicStringLiteralContext,
  (node) => `CAST(${quoteText(stringValue(node.getText()))} AS VARCHAR)`,
);

/** `U&'caf\00e9'` in its characters. */
on(G.UnicodeStringLiteralContext, (node) => {
  const mark = node.KW_UESCAPE() === null ? "\\" : stringValue(node.STRING()?.getText() ?? "'\\'");
  const text = stringValue(node.UNICODE_STRING().getText().slice(2));
  let written = "";
  for (let at = 0; at < text.length; ) {
    if (text[at] !== mark) written += text[at++];
    else if (text[at + 1] === mark) {
      written += mark;
      at += 2;
    } else {
      const long = text[at + 1] === "+";
      const code = text.slice(at + (long ? 2 : 1), at + (long ? 8 : 5));
      if (!/^([\dA-Fa-f]{4}|[\dA-Fa-f]{6})$/.test(code) || Number.parseInt(code, 16) > 0x10ffff)
        throw invalidLiteral(node, `Incomplete escape sequence: ${text.slice(at)}`);
      written += String.fromCodePoint(Number.parseInt(code, 16));
      at += code.length + (long ? 2 : 1);
    }
  }
  return `CAST(${quoteText(written)} AS VARCHAR)`;
});

on(G.BinaryLiteralContext, (node) => {
  const digits = node.getText().slice(2, -1).replaceAll(/\s/g, "");
  if (!/^([\dA-Fa-f]{2})*$/.test(digits))
    throw invalidLiteral(
      node,
      "Binary literal must contain an even number of digits, which can only be hexadecimal digits",
    );
  return `unhex('${digits}')`;
});

/** `2024-02-29`, if the calendar has it. */
function isDay(text: string): boolean {
  const parts = /^(\d{4,})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (parts === null) return false;
  const [year = 0, month = 0, day = 0] = parts.slice(1).map(Number);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** DuckDB keeps microseconds. */
function refuseFiner(fraction: string | undefined, node: Tree): void {
  if (/[1-9]/.test((fraction ?? "").slice(6)))
    throw notSupported("A literal finer than microseconds", node);
}

const isClock = (text: string) =>
  text.split(":").every((part, index) => part === "" || Number(part) < (index === 0 ? 24 : 60));

function timestamp(value: string, node: Tree): string | undefined {
  const parts = timestampParts(value);
  const [day = "", clock = ""] = parts?.local.split(" ") ?? [];
  if (parts === undefined || !isDay(day) || !isClock(clock)) return undefined;
  if (parts.zone !== undefined && !isZoneName(parts.zone)) return undefined;
  refuseFiner(parts.fraction, node);
  const local = `CAST(${quoteText(parts.local)} AS TIMESTAMP)`;
  if (parts.zone === undefined) return local;
  return /^(UTC|Z|GMT|Etc\/UTC|[+-]00:00)$/i.test(parts.zone)
    ? `CAST(${local} AS TIMESTAMPTZ)`
    : `athena_with_zone(${local}, ${quoteText(parts.zone)})`;
}

function time(value: string, node: Tree): string | undefined {
  const parts = timeParts(value);
  if (parts === undefined || !isClock(parts.local)) return undefined;
  refuseFiner(parts.fraction, node);
  return parts.offset === undefined
    ? `CAST(${quoteText(parts.local)} AS TIME)`
    : `CAST(${quoteText(parts.local + parts.offset)} AS TIMETZ)`;
}

on(G.TypeConstructorContext, (node) => {
  const type =
    node.identifier()?.getText().toLowerCase() ?? node.getChild(0)?.getText().toLowerCase() ?? "";
  const value = stringValue(node.string().getText());
  const invalid = () => invalidLiteral(node, `'${value}' is not a valid ${type} literal`);
  if (type === "date") {
    if (!isDay(value.trim())) throw invalid();
    return `CAST(${quoteText(value)} AS DATE)`;
  }
  if (type === "timestamp" || type === "time") {
    const written = type === "time" ? time(value, node) : timestamp(value, node);
    if (written === undefined) throw invalid();
    return written;
  }
  if (type === "decimal") {
    const digits = /^[+-]?(\d*)(?:\.(\d*))?$/.exec(value);
    if (digits === null || !/\d/.test(value)) throw invalid();
    const whole = (digits[1] ?? "").replace(/^0+/, "").length;
    const scale = (digits[2] ?? "").length;
    if (whole + scale > 38) throw invalid();
    return `CAST(${quoteText(value)} AS DECIMAL(${Math.max(1, whole + scale)}, ${scale}))`;
  }
  const parsed = parseType(type);
  const duck = parsed === undefined ? undefined : duckType(parsed);
  if (duck === undefined)
    throw userError("TYPE_NOT_FOUND", 1002, `${positionOf(node)}: Unknown type: ${type}`);
  if (type === "json") return `athena_json_parse(${quoteText(value)})`;
  return `CAST(${quoteText(value)} AS ${duck})`;
});

const dayFields = ["DAY", "HOUR", "MINUTE", "SECOND"];
const unitSeconds: Record<string, number> = { DAY: 86_400, HOUR: 3_600, MINUTE: 60, SECOND: 1 };

/** Milliseconds of `1 02:03:04.5` from one field to another; undefined when the text does not fit the fields. */
function dayTime(value: string, from: string, to: string): number | undefined {
  const fields = dayFields.slice(dayFields.indexOf(from), dayFields.indexOf(to) + 1);
  const parts = value.trim().split(/[ :]/);
  if (parts.length !== fields.length || fields.length === 0) return undefined;
  let seconds = 0;
  for (const [index, field] of fields.entries()) {
    const part = parts[index] ?? "";
    if (!(field === "SECOND" ? /^\d+(\.\d{1,3})?$/ : /^\d+$/).test(part)) return undefined;
    seconds += Number(part) * (unitSeconds[field] ?? 1);
  }
  return Math.round(seconds * 1000);
}

/** Months of `1-3` from years to months. */
function yearMonth(value: string, from: string, to: string): number | undefined {
  const parts = /^(\d+)(?:-(\d+))?$/.exec(value.trim());
  if (parts === null || (parts[2] !== undefined) !== (from !== to)) return undefined;
  if (from === "MONTH") return Number(parts[1]);
  return Number(parts[1]) * 12 + Number(parts[2] ?? 0);
}

on(G.IntervalContext, (node) => {
  const [from = "", to = from] = node.intervalField().map((field) => field.getText().toUpperCase());
  const text = stringValue(node.string().getText());
  const inner = /^([+-]?)(.*)$/s.exec(text.trim());
  const value = inner?.[2] ?? "";
  const negative = (inner?.[1] === "-") !== (node.MINUS() !== null);
  const sign = negative ? "-" : "";
  const months = /YEAR|MONTH/.test(from) ? yearMonth(value, from, to) : undefined;
  if (months !== undefined) return `to_months(${sign}${months})`;
  const week = from === "WEEK" && /^\d+$/.test(value) ? Number(value) * 604_800_000 : undefined;
  const millis = week ?? (dayFields.includes(from) ? dayTime(value, from, to) : undefined);
  if (millis === undefined) throw invalidLiteral(node, `'${text}' is not a valid interval literal`);
  const days = Math.floor(millis / 86_400_000);
  const rest = millis % 86_400_000;
  return `(to_days(${sign}${days}) + to_milliseconds(${sign}${rest}))`;
});

/** The time when the statement began, with so many digits of a second's fraction. */
function now(digits: string | null | undefined, t: Translator): string {
  const stepMs = 10 ** Math.max(0, 3 - Number(digits ?? 3));
  return currentTime(Math.floor(t.startedAtMs / stepMs) * stepMs);
}
on(G.CurrentDateContext, (_, t) => `CAST(${now("0", t)} AS DATE)`);
on(G.CurrentTimestampContext, (node, t) => now(node._precision?.text, t));
on(G.LocalTimestampContext, (node, t) => `CAST(${now(node._precision?.text, t)} AS TIMESTAMP)`);
on(
  G.LocalTimeContext,
  (node, t) => `CAST(CAST(${now(node._precision?.text, t)} AS TIMESTAMP) AS TIME)`,
);
on(G.CurrentTimeContext, (node, t) => `CAST(${now(node._precision?.text, t)} AS TIMETZ)`);
