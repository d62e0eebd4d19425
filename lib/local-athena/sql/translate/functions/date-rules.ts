import type { Tree } from "../../trino-parser";
import { jodaFormat, mysqlFormat } from "../formats";
import { intervals } from "../intervals";
import { localTime } from "../time-zones";
import { notSupported, type Translator, userError } from "../translator";
import { positionOf, quoteText } from "../tree";
import { literal, type Rule, taking, unexpected } from "./rule";

const invalidUnit = (node: Tree, unit: string, field: string) =>
  userError(
    "INVALID_FUNCTION_ARGUMENT",
    1106,
    `${positionOf(node)}: '${unit}' is not a valid ${field} field`,
  );

/** The name of a unit that fits the value: a date has no hours, a time no days. */
function unitOf(unit: Tree, value: Tree | undefined, t: Translator, node: Tree): string {
  const name = literal(unit)?.toLowerCase();
  if (name === undefined) throw notSupported("A computed date unit", node);
  const type = value === undefined ? undefined : t.typeOf(value)?.base;
  const isClock = /^(millisecond|second|minute|hour)$/.test(name);
  if (type === "date" && isClock) throw invalidUnit(node, name, "DATE");
  if (type === "time" && !isClock) throw invalidUnit(node, name, "TIME");
  if (!(name in intervals)) throw invalidUnit(node, name, type === "date" ? "DATE" : "TIMESTAMP");
  return name;
}

/** Prints natively where DuckDB's letters say the same, otherwise letter by letter. */
function printed(name: string, convert: (format: string) => string | undefined): Rule {
  return taking(2, 2, ([value, format], t, node) => {
    const type = t.typeOf(value)?.base;
    if (type !== undefined && !/^(date|timestamp|unknown)/.test(type)) throw unexpected(node, t);
    const text = literal(format);
    const converted = text === undefined ? undefined : convert(text);
    const local = localTime(value, t);
    if (converted !== undefined) return `strftime(athena_stamp(${local}), ${quoteText(converted)})`;
    return `${name}(athena_stamp(${local}), ${t.emit(format as Tree)})`;
  });
}

/**
 * An instant as a constant. DuckDB plans a statement with its own now() anew when it starts, in the thread that a
 * function written in JavaScript would then wait for.
 */
export const currentTime = (epochMs: number): string =>
  `make_timestamptz(CAST(${epochMs}000 AS BIGINT))`;

export const dateRules: Record<string, Rule> = {
  now: (args, t, node) => {
    if (args.length > 0) throw unexpected(node, t);
    return currentTime(t.startedAtMs);
  },
  date_add: taking(3, 3, ([unit, count, value], t, node) => {
    const name = unitOf(unit, value, t, node);
    const type = t.typeOf(count as Tree)?.base;
    if (type !== undefined && !/int$|^integer$|^unknown$/.test(type)) throw unexpected(node, t);
    const to = t.emit(value as Tree);
    return `cast_to_type(${to} + ${intervals[name]?.(t.emit(count as Tree))}, ${to})`;
  }),
  date_diff: taking(3, 3, ([unit, from, to], t, node) => {
    const name = unitOf(unit, from, t, node);
    return `date_sub('${name}', ${t.emit(from as Tree)}, ${t.emit(to as Tree)})`;
  }),
  date_trunc: taking(2, 2, ([unit, value], t, node) => {
    const name = unitOf(unit, value, t, node);
    const text = t.emit(value as Tree);
    if (t.typeOf(value as Tree)?.base === "time")
      return `CAST(date_trunc('${name}', TIMESTAMP '1970-01-01' + ${text}) AS TIME)`;
    if (name === "millisecond") return `cast_to_type(date_trunc('milliseconds', ${text}), ${text})`;
    return `cast_to_type(date_trunc('${name}', ${text}), ${text})`;
  }),
  date_format: printed("athena_date_format", mysqlFormat),
  format_datetime: printed("athena_format_datetime", jodaFormat),
  from_unixtime: taking(1, 3, ([value, hours, minutes], t) => {
    const instant = `to_timestamp(CAST(${t.emit(value)} AS DOUBLE))`;
    if (hours === undefined || minutes === undefined) return instant;
    return `athena_in_zone(${instant}, athena_offset(${t.emit(hours)}, ${t.emit(minutes)}))`;
  }),
};
