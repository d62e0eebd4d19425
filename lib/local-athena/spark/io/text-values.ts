import { quoteText } from "../../sql/translate/tree";
import { SparkError } from "../bridge";
import { duckType } from "../plan/duck-types";
import type { SparkType } from "../plan/plan";
import { simpleString } from "../plan/type-text";
import { datePattern, parsedBy } from "./java-pattern";
import type { FileOptions } from "./read-options";

/** What Spark takes for a moment, or the day that it begins with, where no format is given. */
const moment =
  "[0-9]{4}(-[0-9]{1,2}(-[0-9]{1,2}([T ]([0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2}(\\.[0-9]*)?)?)?)?)?)?(Z|UTC|[+-][0-9]{1,2}:[0-9]{2})?";
const float = "[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?";

const matches = (text: string, regex: string) => `regexp_full_match(${text}, ${quoteText(regex)})`;

/** A text that names a moment with its month and day, which DuckDB needs. */
const wholeMoment = (text: string) =>
  `CASE WHEN length(${text}) = 4 THEN ${text} || '-01-01' WHEN ${matches(text, "[0-9]{4}-[0-9]{1,2}")} THEN ${text} || '-01' ELSE regexp_replace(${text}, 'T$', '') END`;

/** A text of such a form as a DuckDB TIMESTAMP in UTC, whose own cast of texts leaves their zone out. */
const instant = (text: string) =>
  `make_timestamp(epoch_us(TRY_CAST(${wholeMoment(text)} AS TIMESTAMPTZ)))`;

/** How texts of files become values: by the options `dateFormat`, `timestampFormat`, `nanValue` and their like. */
export class TextValues {
  constructor(private readonly options: FileOptions) {}

  /** A DuckDB TIMESTAMP; NULL for a text that is no moment. */
  timestamp(text: string): string {
    const format = this.options.text("timestampformat");
    if (format !== undefined) return parsedBy(datePattern(format), text);
    return `CASE WHEN ${matches(text, moment)} THEN ${instant(text)} END`;
  }

  private date(text: string): string {
    const format = this.options.text("dateformat");
    if (format !== undefined) return `CAST(${parsedBy(datePattern(format), text)} AS DATE)`;
    return `CASE WHEN ${matches(text, moment)} THEN CAST(${instant(text)} AS DATE) END`;
  }

  private fraction(text: string, duck: string): string {
    const names = [
      [this.options.text("nanvalue") ?? "NaN", "NaN"],
      ["NaN", "NaN"],
      [this.options.text("positiveinf") ?? "Inf", "Infinity"],
      ["Infinity", "Infinity"],
      [this.options.text("negativeinf") ?? "-Inf", "-Infinity"],
      ["-Infinity", "-Infinity"],
    ];
    const named = names.map(
      ([name = "", value = ""]) =>
        `WHEN ${quoteText(name)} THEN CAST(${quoteText(value)} AS ${duck})`,
    );
    const digits = `rtrim(${text}, 'dDfF')`;
    return `CASE ${text} ${named.join(" ")} ELSE CASE WHEN ${matches(text, `${float}[dDfF]?`)} THEN TRY_CAST(${digits} AS ${duck}) END END`;
  }

  /**
   * A DuckDB expression of the text's value; NULL for one that is none.
   * @throws SparkError for a type that texts of files do not have
   */
  value(text: string, type: SparkType): string {
    if (type === "string") return text;
    const duck = duckType(type);
    if (type === "boolean")
      return `CASE lower(${text}) WHEN 'true' THEN true WHEN 'false' THEN false END`;
    if (type === "date") return this.date(text);
    if (type === "timestamp") return this.timestamp(text);
    if (type === "binary") return `encode(${text})`;
    if (type === "float" || type === "double") return this.fraction(text, duck);
    const isWhole = typeof type === "string" && /^(byte|short|integer|long)$/.test(type);
    const isDecimal = typeof type === "string" && type.startsWith("decimal");
    if (isWhole || isDecimal)
      return `CASE WHEN ${matches(text, isWhole ? "[+-]?[0-9]+" : float)} THEN TRY_CAST(${text} AS ${duck}) END`;
    throw new SparkError(
      "AnalysisException",
      `${this.options.format.toUpperCase()} data source does not support ${simpleString(type)} data type.`,
    );
  }
}
