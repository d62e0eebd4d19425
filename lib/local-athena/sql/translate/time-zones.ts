import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import type { Tree } from "../trino-parser";
import type { Translator } from "./translator";
import { core, quoteText, stringValue } from "./tree";

const nameOf = (call: G.FunctionCallContext) => call.functionName().getText().toLowerCase();

/**
 * DuckDB's instants carry no zone, so a value "AT TIME ZONE z" exists only where it is consumed at once:
 * by a function of local time, by a cast to date or timestamp, or as a column of the result.
 */
export function zoneOf(node: Tree, t: Translator): { instant: string; zone: string } | undefined {
  let inner = core(node);
  while (inner instanceof G.ParenthesizedExpressionContext) inner = core(inner.expression());
  if (inner instanceof G.AtTimeZoneContext) {
    const specifier = inner.timeZoneSpecifier();
    if (!(specifier instanceof G.TimeZoneStringContext)) return undefined;
    return {
      instant: `CAST(${t.emit(inner.valueExpression())} AS TIMESTAMPTZ)`,
      zone: stringValue(specifier.string().getText()),
    };
  }
  if (inner instanceof G.FunctionCallContext && nameOf(inner) === "at_timezone") {
    const [value, zone] = inner.expression();
    const literal = zone === undefined ? undefined : core(zone);
    if (value === undefined || !(literal instanceof G.BasicStringLiteralContext)) return undefined;
    return {
      instant: `CAST(${t.emit(value)} AS TIMESTAMPTZ)`,
      zone: stringValue(literal.getText()),
    };
  }
  if (inner instanceof G.FunctionCallContext && nameOf(inner) === "date_trunc") {
    const [unit, value] = inner.expression();
    const zoned = value === undefined ? undefined : zoneOf(value, t);
    if (unit === undefined || zoned === undefined) return undefined;
    const zone = quoteText(zoned.zone);
    const field = quoteText(stringValue(core(unit).getText()));
    return {
      instant: `timezone(${zone}, date_trunc(${field}, timezone(${zone}, ${zoned.instant})))`,
      zone: zoned.zone,
    };
  }
  return undefined;
}

/** An expression as local time: what functions of calendar fields see. */
export function localTime(node: Tree, t: Translator): string {
  const zoned = zoneOf(node, t);
  return zoned === undefined
    ? t.emit(node)
    : `timezone(${quoteText(zoned.zone)}, ${zoned.instant})`;
}

/** A zoned column of the result: both halves, put together again by the text writer. */
export function zonedColumn(node: Tree, t: Translator): string | undefined {
  const zoned = zoneOf(node, t);
  if (zoned === undefined) return undefined;
  if (/^(UTC|Etc\/UTC)$/i.test(zoned.zone)) return zoned.instant;
  return `{'__instant': ${zoned.instant}, '__zone': ${quoteText(zoned.zone)}}`;
}
