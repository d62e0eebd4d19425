import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { isZoned, precisionOf } from "../analysis/type-rules";
import type { Tree } from "../trino-parser";
import { intervals } from "./intervals";
import { on, type Translator, userError } from "./translator";
import { core, positionOf, quoteText, stringValue } from "./tree";

/**
 * A `timestamp with time zone` is one of two things in DuckDB: an instant (TIMESTAMPTZ), whose zone is UTC, or a struct
 * of an instant and a zone. The macros of macros/zones.ts take both.
 */
const mayBeZoned = (node: Tree, t: Translator): boolean => {
  const type = t.typeOf(node);
  return type === undefined || isZoned(type);
};

/** An expression as local time: what functions of calendar fields see. */
export function localTime(node: Tree, t: Translator): string {
  return mayBeZoned(node, t) ? `athena_local(${t.emit(node)})` : t.emit(node);
}

/** An expression as what is compared: of a value with a zone its instant, of a char its text without the padding. */
export function comparedValue(node: Tree, t: Translator): string {
  const text = t.emit(node);
  if (t.typeOf(node)?.base === "char") return `rtrim(${text}, ' ')`;
  return mayBeZoned(node, t) ? `athena_instant(${text})` : text;
}

/** A subquery whose column is compared. */
export function comparedQuery(node: G.QueryContext, t: Translator): string {
  const [only, ...more] = t.columnsOf(node) ?? [];
  const text = t.emit(node);
  return more.length === 0 && isZoned(only?.type)
    ? `SELECT athena_instant("__value") FROM (${text}) AS "__compared"("__value")`
    : text;
}

/** Refuses a zone that nobody knows; a computed one is DuckDB's to refuse. */
function zoneText(node: Tree, t: Translator): string {
  const inner = core(node);
  if (!(inner instanceof G.BasicStringLiteralContext)) return t.emit(node);
  const zone = stringValue(inner.getText());
  if (!isZoneName(zone))
    throw userError(
      "INVALID_FUNCTION_ARGUMENT",
      1106,
      `${positionOf(node)}: '${zone}' is not a valid time zone`,
    );
  return quoteText(zone);
}

/** Whether a text names a zone: `Europe/Rome`, `UTC`, `+05:30`. */
export function isZoneName(zone: string): boolean {
  const offset = /^[+-](\d{2}):(\d{2})$/.exec(zone);
  if (offset !== null) return Number(offset[1]) <= 14 && Number(offset[2]) < 60;
  if (/^(Z|UT|UCT|GMT0?|Zulu|Universal|Greenwich)$/i.test(zone)) return true;
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

on(G.AtTimeZoneContext, (node, t) => {
  const specifier = node.timeZoneSpecifier();
  const value = t.emit(node.valueExpression());
  if (specifier instanceof G.TimeZoneStringContext)
    return `athena_in_zone(${value}, ${zoneText(specifier.string(), t)})`;
  if (!(specifier instanceof G.TimeZoneIntervalContext)) return value;
  const minutes = `(epoch(${t.emit(specifier.interval())}) / 60)`;
  const digits = (part: string) =>
    `lpad(CAST(CAST(floor(abs${minutes} ${part}) AS INTEGER) AS VARCHAR), 2, '0')`;
  const zone = `CASE WHEN ${minutes} < 0 THEN '-' ELSE '+' END || ${digits("/ 60.0")} || ':' || ${digits("% 60")}`;
  return `athena_in_zone(${value}, ${zone})`;
});

type ZonedCall = (args: Tree[], t: Translator) => string | undefined;

const textOf = (node: Tree | undefined): string | undefined => {
  const inner = node === undefined ? undefined : core(node);
  return inner instanceof G.BasicStringLiteralContext ? stringValue(inner.getText()) : undefined;
};

const calls: Record<string, ZonedCall> = {
  at_timezone: ([value, zone], t) =>
    value && zone && `athena_in_zone(${t.emit(value)}, ${zoneText(zone, t)})`,
  with_timezone: ([value, zone], t) =>
    value && zone && `athena_with_zone(${t.emit(value)}, ${zoneText(zone, t)})`,
  timezone_hour: ([value], t) => value && `(athena_zone_minutes(${t.emit(value)}) // 60)`,
  timezone_minute: ([value], t) => value && `(athena_zone_minutes(${t.emit(value)}) % 60)`,
  to_unixtime: ([value], t) => value && `epoch(${comparedValue(value, t)})`,
  from_unixtime: ([value, zone, ...more], t) =>
    value && zone && more.length === 0
      ? `athena_in_zone(to_timestamp(CAST(${t.emit(value)} AS DOUBLE)), ${zoneText(zone, t)})`
      : undefined,
  to_iso8601: ([value], t) => {
    const type = value && t.typeOf(value);
    if (value === undefined || type?.base.startsWith("timestamp") !== true) return undefined;
    const digits = precisionOf(type);
    const length = 19 + (digits === 0 ? 0 : digits + 1);
    return isZoned(type)
      ? `athena_zoned_iso(${t.emit(value)}, ${length})`
      : `left(strftime(${localTime(value, t)}, '%Y-%m-%dT%H:%M:%S.%f'), ${length})`;
  },
  date_trunc: ([unit, value], t) => {
    const name = textOf(unit)?.toLowerCase();
    if (value === undefined || name === undefined || !(name in intervals)) return undefined;
    return isZoned(t.typeOf(value))
      ? `athena_trunc(${quoteText(name)}, ${t.emit(value)})`
      : undefined;
  },
  date_add: ([unit, count, value], t) => {
    const interval = intervals[textOf(unit)?.toLowerCase() ?? ""];
    if (value === undefined || count === undefined || interval === undefined) return undefined;
    if (!isZoned(t.typeOf(value))) return undefined;
    return `athena_plus(${t.emit(value)}, ${interval(t.emit(count))})`;
  },
  date_diff: ([unit, from, to], t) => {
    const name = textOf(unit)?.toLowerCase();
    if (from === undefined || to === undefined || name === undefined || !(name in intervals))
      return undefined;
    if (![from, to].some((side) => isZoned(t.typeOf(side)))) return undefined;
    // Whole days and longer are those of the first value's calendar.
    const zone = `athena_zone_of(${t.emit(from)})`;
    const side = (node: Tree) =>
      `athena_local_at(CAST(${comparedValue(node, t)} AS TIMESTAMPTZ), ${zone})`;
    return /second|minute|hour/.test(name)
      ? `date_sub('${name}', CAST(${comparedValue(from, t)} AS TIMESTAMPTZ), CAST(${comparedValue(to, t)} AS TIMESTAMPTZ))`
      : `date_sub('${name}', ${side(from)}, ${side(to)})`;
  },
};

/** A call of a function that minds the zone of its argument. Undefined for other calls. */
export function zonedCall(name: string, args: Tree[], t: Translator): string | undefined {
  return Object.hasOwn(calls, name) ? calls[name]?.(args, t) : undefined;
}
