import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { stringValue } from "../translate/tree";
import type { Tree } from "../trino-parser";
import { parseType } from "../types/types";
import {
  bigint,
  boolean,
  dayInterval,
  double,
  integer,
  type Known,
  simple,
  unknown,
  yearInterval,
} from "./type-rules";

/** `2024-01-02 03:04:05.678 Europe/Rome` in its parts; undefined when it is no timestamp. */
export function timestampParts(
  text: string,
): { local: string; fraction: string | undefined; zone: string | undefined } | undefined {
  const parts =
    /^([+-]?\d{4,}-\d{1,2}-\d{1,2}(?: \d{1,2}:\d{1,2}(?::\d{1,2}(?:\.(\d+))?)?)?)(?: ?([A-Za-z][\w/+-]*|[+-]\d{2}:\d{2}))?$/.exec(
      text.trim(),
    );
  return parts === null ? undefined : { local: parts[1] ?? "", fraction: parts[2], zone: parts[3] };
}

/** `01:02:03.456 +08:00` in its parts; undefined when it is no time of day. */
export function timeParts(
  text: string,
): { local: string; fraction: string | undefined; offset: string | undefined } | undefined {
  const parts = /^(\d{1,2}:\d{1,2}(?::\d{1,2}(?:\.(\d+))?)?) ?([+-]\d{2}:\d{2})?$/.exec(
    text.trim(),
  );
  return parts === null
    ? undefined
    : { local: parts[1] ?? "", fraction: parts[2], offset: parts[3] };
}

const yearFields = /^(YEAR|MONTH)$/i;

function constructed(node: G.TypeConstructorContext): Known {
  const name = (node.identifier()?.getText() ?? node.getChild(0)?.getText() ?? "").toLowerCase();
  const value = stringValue(node.string().getText());
  if (name === "timestamp") {
    const parts = timestampParts(value);
    const base = parts?.zone === undefined ? "timestamp" : "timestamp with time zone";
    return simple(base, parts?.fraction?.length ?? 0);
  }
  if (name === "time") {
    const parts = timeParts(value);
    const base = parts?.offset === undefined ? "time" : "time with time zone";
    return simple(base, parts?.fraction?.length ?? 0);
  }
  if (name === "decimal") {
    const digits = /^[+-]?(\d*)(?:\.(\d*))?$/.exec(value);
    const scale = (digits?.[2] ?? "").length;
    const whole = (digits?.[1] ?? "").replace(/^0+/, "").length;
    return simple("decimal", Math.max(1, whole + scale), scale);
  }
  if (name === "char") return simple("char", value.length);
  return parseType(name);
}

/** The type that a literal's own text says. */
export function literalType(node: Tree): Known {
  if (node instanceof G.IntegerLiteralContext) {
    const value = BigInt(node.getText().replaceAll("_", ""));
    return value > 2147483647n || value < -2147483648n ? bigint : integer;
  }
  // Athena reads 1.5 as a double, where Trino would read a decimal.
  if (node instanceof G.DecimalLiteralContext || node instanceof G.DoubleLiteralContext)
    return double;
  if (node instanceof G.BasicStringLiteralContext)
    return simple("varchar", Array.from(stringValue(node.getText())).length);
  if (node instanceof G.UnicodeStringLiteralContext) return simple("varchar");
  if (node instanceof G.BinaryLiteralContext) return simple("varbinary");
  if (node instanceof G.NullLiteralContext) return unknown;
  if (node instanceof G.BooleanValueContext) return boolean;
  if (node instanceof G.IntervalContext)
    return yearFields.test(node.intervalField()[0]?.getText() ?? "") ? yearInterval : dayInterval;
  return node instanceof G.TypeConstructorContext ? constructed(node) : undefined;
}
