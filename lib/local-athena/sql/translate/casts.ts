import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { isInteger, isText, isZoned, type Known, precisionOf } from "../analysis/type-rules";
import type { Tree } from "../trino-parser";
import { type AthenaType, duckType, parseType, trinoType } from "../types/types";
import { typeMismatch } from "./predicates";
import { localTime } from "./time-zones";
import { notSupported, on, type Translator, userError } from "./translator";
import { childrenOf, isLeaf, positionOf, quoteText } from "./tree";

/** The text of a type with its blanks, which the tree does not keep. */
function typeText(node: Tree): string {
  if (isLeaf(node)) return node.getText();
  return childrenOf(node).map(typeText).join(" ");
}

const numeric = /^(tinyint|smallint|integer|bigint|real|double|decimal)$/;
const moments = /^(date|timestamp|timestamp with time zone)$/;
const clocks = /^(time|time with time zone|timestamp|timestamp with time zone)$/;

/** Whether Trino has a cast between the types. */
function castable(from: AthenaType, to: AthenaType): boolean {
  const [a, b] = [from.base, to.base];
  if (a === "unknown" || a === b) return true;
  if (b === "json" || a === "json")
    return !/^(varbinary|time(?!stamp)|uuid|interval)/.test(a === "json" ? b : a);
  if (isText(from)) return to.parts.length === 0 && !b.startsWith("interval");
  if (isText(to)) return from.parts.length === 0 && a !== "varbinary";
  const plain = (base: string) => numeric.test(base) || base === "boolean";
  if (plain(a) && plain(b)) return true;
  if (moments.test(a) && moments.test(b)) return true;
  if (clocks.test(a) && clocks.test(b)) return true;
  return (a === "varbinary" && b === "uuid") || (a === "uuid" && b === "varbinary");
}

/** Rounds half up to a precision that is coarser than the value's may be. */
function toPrecision(text: string, from: Known, to: AthenaType): string {
  const digits = precisionOf(to);
  const fine =
    from === undefined || isText(from) ? 6 : from.base === "date" ? 0 : precisionOf(from);
  return digits >= fine || digits >= 6
    ? text
    : `athena_round_stamp(${text}, ${10 ** (6 - digits)})`;
}

function toTimestamp(node: Tree, to: AthenaType, t: Translator): string {
  return toPrecision(`athena_timestamp(${localTime(node, t)})`, t.typeOf(node), to);
}

function toZoned(node: Tree, to: AthenaType, t: Translator): string {
  const from = t.typeOf(node);
  if (from !== undefined && isText(from)) return `athena_parse_zoned(${t.emit(node)})`;
  if (from === undefined || isZoned(from)) return t.emit(node);
  return `CAST(${toPrecision(`CAST(${t.emit(node)} AS TIMESTAMP)`, from, to)} AS TIMESTAMPTZ)`;
}

/** Texts of values whose type DuckDB does not tell: precision, zone, blanks. */
function toText(node: Tree, t: Translator): string {
  const from = t.typeOf(node);
  const text = t.emit(node);
  if (from === undefined) return `athena_varchar(${text})`;
  if (from.base === "char") return `rpad(${text}, ${from.numbers[0] ?? 1}, ' ')`;
  if (/^time/.test(from.base)) return momentText(text, from);
  return from.base.startsWith("interval") ? intervalText(text, from) : `athena_varchar(${text})`;
}

function momentText(text: string, from: AthenaType): string {
  const digits = precisionOf(from);
  const length = (from.base.startsWith("timestamp") ? 19 : 8) + (digits === 0 ? 0 : digits + 1);
  if (isZoned(from) && from.base.startsWith("timestamp"))
    return `athena_zoned_text(${text}, ${length})`;
  const whole = from.base.startsWith("timestamp")
    ? `strftime(${text}, '%Y-%m-%d %H:%M:%S.%f')`
    : `strftime(DATE '1970-01-01' + ${text}, '%H:%M:%S.%f')`;
  return `left(${whole}, ${length})`;
}

function intervalText(text: string, from: AthenaType): string {
  if (from.base === "interval year to month") {
    const months = `CAST(epoch(${text}) / 2592000 AS BIGINT)`;
    return `(CASE WHEN ${months} < 0 THEN '-' ELSE '' END || abs(${months}) // 12 || '-' || abs(${months}) % 12)`;
  }
  const millis = `CAST(round(epoch(${text}) * 1000) AS BIGINT)`;
  return `(CASE WHEN ${millis} < 0 THEN '-' ELSE '' END || abs(${millis}) // 86400000 || ' ' || strftime(make_timestamp(abs(${millis}) % 86400000 * 1000), '%H:%M:%S.%g'))`;
}

/** One cast; `trying` makes what fails NULL. */
function cast(node: G.CastContext, to: AthenaType, duck: string, t: Translator): string {
  const value = node.expression();
  const trying = node.KW_TRY_CAST() !== null;
  const tried = (text: string) => (trying ? `TRY(${text})` : text);
  const verb = trying ? "TRY_CAST" : "CAST";
  const from = t.typeOf(value);
  if (isInteger(to)) {
    const whole = trying
      ? `athena_try_integer(${t.emit(value)})`
      : `athena_to_integer(${t.emit(value)}, ${quoteText(duck === "INTEGER" ? "INT" : duck)})`;
    if (to.base === "bigint") return whole;
    // A text that is too large for its type is a wrong text, not a number out of range.
    return from !== undefined && isText(from)
      ? `${verb}(CAST(${whole} AS VARCHAR) AS ${duck})`
      : `${verb}(${whole} AS ${duck})`;
  }
  if (to.base === "varchar") {
    const whole = tried(toText(value, t));
    return to.numbers[0] === undefined ? whole : `left(${whole}, ${to.numbers[0]})`;
  }
  if (to.base === "char") return `rpad(${tried(toText(value, t))}, ${to.numbers[0] ?? 1}, ' ')`;
  if (to.base === "json") return `athena_to_json(${t.emit(value)})`;
  if (to.base === "timestamp") return tried(toTimestamp(value, to, t));
  if (isZoned(to)) return tried(toZoned(value, to, t));
  if (to.base === "date") return tried(`athena_date(${localTime(value, t)})`);
  if (to.base === "boolean") return tried(`athena_boolean(${t.emit(value)})`);
  if (to.base === "time" && from !== undefined && /^timestamp/.test(from.base))
    return `CAST(${localTime(value, t)} AS TIME)`;
  return `${verb}(${t.emit(value)} AS ${duck})`;
}

on(G.CastContext, (node, t) => {
  const text = typeText(node.type());
  const type = parseType(text);
  const duck = type === undefined ? undefined : duckType(type);
  if (type === undefined || duck === undefined)
    throw userError(
      "TYPE_MISMATCH",
      1002,
      `${positionOf(node.type())}: Unknown type: ${text.replaceAll(/ ?([(),]) ?/g, "$1")}`,
    );
  if (/^time/.test(type.base) && precisionOf(type) > 6)
    throw notSupported(`A value of type ${trinoType(type)}`, node.type());
  const from = t.typeOf(node.expression());
  if (from !== undefined && !castable(from, type))
    throw typeMismatch(node, `Cannot cast ${trinoType(from)} to ${trinoType(type)}`);
  return t.withNamelessRows(() => cast(node, type, duck, t));
});
