import type { DuckDBConnection } from "@duckdb/node-api";
import type { CatalogTable } from "../engine";
import { quoteName, quoteText } from "../translate/tree";
import { type AthenaType, duckType } from "../types/types";
import { columnType } from "./column-type";
import { openxJson } from "./storage-formats";

/** How a SerDe reads JSON: OpenX's converts what it can, Hive's fails on a value of another type. */
type Reading = { isOpenx: boolean; isCaseSensitive: boolean; hasDots: boolean };

const failed = (reason: string, duck: string) =>
  `CAST(athena_fail(${quoteText(`HIVE_BAD_DATA: ${reason}`)}) AS ${duck})`;

/** A JSON pointer to a key, which a JSON path could not quote. */
const pointer = (key: string) => quoteText(`/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);

/** How the first lines spell the keys of an object, by the keys in lower case, and what is in them. */
type Spelling = { key: string; inside: Spellings };
type Spellings = ReadonlyMap<string, Spelling>;

const LINES_LOOKED_AT = 100;

/** What json_group_structure tells: `{"Id": "UBIGINT", "place": {…}, "tags": ["VARCHAR"]}`. */
function spellingsOf(structure: unknown): Spellings {
  if (Array.isArray(structure)) return spellingsOf(structure[0]);
  if (typeof structure !== "object" || structure === null) return new Map();
  return new Map(
    Object.entries(structure).map(([key, inside]) => [
      key.toLowerCase(),
      { key, inside: spellingsOf(inside) },
    ]),
  );
}

async function firstSpellings(connection: DuckDBConnection, lines: string): Promise<Spellings> {
  const result = await connection.runAndReadAll(
    `SELECT json_group_structure(TRY_CAST(line AS JSON)) FROM (SELECT line FROM (${lines}) LIMIT ${LINES_LOOKED_AT})`,
  );
  const structure = result.getRows()[0]?.[0];
  return typeof structure === "string" ? spellingsOf(JSON.parse(structure)) : new Map();
}

/** The members of an object as a list, by the keys as they are probably spelled; reads the object once. */
const membersOf = (object: string, keys: readonly string[], spellings: Spellings) =>
  `json_extract(${object}, [${keys.map((key) => pointer(spellings.get(key.toLowerCase())?.key ?? key)).join(", ")}])`;

/** A member that was found under its probable spelling, or else by its key in any case. */
function member(object: string, found: string, key: string, reading: Reading): string {
  const exact = `json_extract(${object}, ${pointer(key)})`;
  if (reading.isCaseSensitive && !reading.hasDots) return exact;
  const folded = reading.hasDots ? "replace(lower(athena_k), '.', '_')" : "lower(athena_k)";
  const spelled = `list_filter(json_keys(${object}), lambda athena_k: ${folded} = ${quoteText(key.toLowerCase())})[1]`;
  const other = `json_extract(${object}, '/' || replace(replace(${spelled}, '~', '~0'), '/', '~1'))`;
  return `CASE WHEN ${found} IS NOT NULL THEN ${found} ELSE ${other} END`;
}

const isWhole = /^(tinyint|smallint|integer|bigint)$/;

/** Tells the value of each scalar type from its text; NULL when it is none. */
function scalarOf(text: string, type: AthenaType): string {
  const duck = duckType(type) ?? "VARCHAR";
  const length = type.numbers[0];
  if (type.base === "varchar") return length === undefined ? text : `left(${text}, ${length})`;
  if (type.base === "char") return `rtrim(left(${text}, ${length ?? 1}), ' ')`;
  if (type.base === "boolean") return `lower(${text}) = 'true'`;
  if (type.base === "varbinary") return `TRY(from_base64(${text}))`;
  if (isWhole.test(type.base))
    return `CASE WHEN regexp_full_match(${text}, '[+-]?\\d+') THEN TRY_CAST(${text} AS ${duck}) ELSE TRY_CAST(trunc(TRY_CAST(${text} AS DECIMAL(38, 10))) AS ${duck}) END`;
  if (type.base === "timestamp") {
    // A number is seconds since the epoch, or milliseconds when it has thirteen digits.
    const number = `TRY_CAST(${text} AS DECIMAL(38, 10))`;
    const micros = `CASE WHEN length(${text}) >= 13 AND NOT contains(${text}, '.') THEN 1000 ELSE 1000000 END`;
    return `CASE WHEN regexp_full_match(${text}, '[+-]?\\d+(\\.\\d+)?') THEN make_timestamp(CAST(${number} * ${micros} AS BIGINT)) ELSE TRY_CAST(${text} AS TIMESTAMP) END`;
  }
  return `TRY_CAST(${text} AS ${duck})`;
}

function scalar(value: string, type: AthenaType, { isOpenx }: Reading): string {
  const text = `(${value} ->> '$')`;
  if (type.base === "varchar" || type.base === "char") return scalarOf(text, type);
  const duck = duckType(type) ?? "VARCHAR";
  const name = type.base.toUpperCase();
  const nested = `WHEN json_type(${value}) IN ('OBJECT', 'ARRAY') THEN ${failed(`A JSON object or array can not be coerced to ${name}`, duck)}`;
  if (isOpenx) return `CASE ${nested} ELSE ${scalarOf(text, type)} END`;
  const isText = /^(boolean|date|timestamp|decimal|varbinary)$/.test(type.base);
  const wrong = isText
    ? ""
    : `WHEN json_type(${value}) = 'VARCHAR' THEN ${failed(`Invalid JSON: ${name} value must not be a string`, duck)}`;
  return `CASE ${nested} ${wrong} WHEN ${text} IS NULL THEN NULL ELSE coalesce(${scalarOf(text, type)}, ${failed(`Invalid value for ${name} in JSON`, duck)}) END`;
}

/** A JSON value as one of its type; each level has a name for its value, so that texts stay short. */
function converted(
  value: string,
  type: AthenaType,
  reading: Reading,
  spellings: Spellings,
  depth: number,
): string {
  const [first, second] = type.parts;
  if (first === undefined) return scalar(value, type, reading);
  const duck = duckType(type) ?? "VARCHAR";
  const name = `athena_j${depth}`;
  const of = (part: string, partType: AthenaType, inside = spellings) => {
    const inner = `${name}p`;
    return `list_transform([${part}], lambda ${inner}: ${converted(inner, partType, reading, inside, depth + 1)})[1]`;
  };
  const isBlank = `json_type(${value}) = 'VARCHAR' AND trim(${value} ->> '$') = ''`;
  const wrong = failed(`Primitive can not be coerced to ${type.base.toUpperCase()}`, duck);
  const none = `${value} IS NULL OR json_type(${value}) = 'NULL' OR (${isBlank})`;
  const when = (jsonType: string, result: string, otherwise = wrong) =>
    `CASE WHEN ${none} THEN NULL WHEN json_type(${value}) = '${jsonType}' THEN ${result} ELSE ${otherwise} END`;
  if (type.base === "array") {
    const items = `list_transform(CAST(${value} AS JSON[]), lambda ${name}: ${of(name, first.type)})`;
    return when("ARRAY", items, reading.isOpenx ? `[${of(value, first.type)}]` : wrong);
  }
  if (type.base === "map" && second !== undefined) {
    const at = `json_extract(${value}, '/' || replace(replace(${name}, '~', '~0'), '/', '~1'))`;
    const entry = `{'key': ${scalarOf(name, first.type)}, 'value': ${of(at, second.type, new Map())}}`;
    return when(
      "OBJECT",
      `map_from_entries(list_transform(json_keys(${value}), lambda ${name}: ${entry}))`,
    );
  }
  const keys = type.parts.map((part, index) => part.name ?? `field${index}`);
  const fields = type.parts.map((part, index) => {
    const key = keys[index] ?? "";
    const found = `CASE WHEN json_type(${value}) = 'ARRAY' THEN json_extract(${value}, ${quoteText(`$[${index}]`)}) ELSE ${member(value, `${name}[${index + 1}]`, key, reading)} END`;
    const inside = spellings.get(key.toLowerCase())?.inside ?? new Map();
    return `${quoteName(part.name ?? `__field${index + 1}`)} := ${of(found, part.type, inside)}`;
  });
  const members = membersOf(value, keys, spellings);
  const row = `list_transform([${members}], lambda ${name}: struct_pack(${fields.join(", ")}))[1]`;
  return when(
    "OBJECT",
    row,
    `CASE WHEN json_type(${value}) = 'ARRAY' THEN ${row} ELSE ${wrong} END`,
  );
}

/**
 * Lines of JSON as Hive's or OpenX's SerDe reads them, keys in any case: a DuckDB query for the table's columns and
 * `filename`. A line that is no JSON fails, or gives NULLs with ignore.malformed.json.
 * @param lines a query for `line` and `filename`
 */
export async function jsonRows(
  table: CatalogTable,
  lines: string,
  connection: DuckDBConnection,
): Promise<string> {
  const property = (name: string) => table.parameters[`serde.param.${name}`];
  const isOpenx = table.parameters["serde.serialization.lib"] === openxJson;
  const reading: Reading = {
    isOpenx,
    isCaseSensitive: property("case.insensitive")?.toLowerCase() === "false",
    hasDots: property("dots.in.keys")?.toLowerCase() === "true",
  };
  const malformed =
    property("ignore.malformed.json")?.toLowerCase() === "true"
      ? "NULL"
      : "CAST(athena_fail('HIVE_CURSOR_ERROR: Row is not a valid JSON Object') AS JSON)";
  const object = `CASE WHEN starts_with(ltrim(line), '{') OR starts_with(ltrim(line), '[') THEN coalesce(TRY_CAST(line AS JSON), ${malformed}) END`;
  const spellings = await firstSpellings(connection, lines);
  const keys = table.columns.map((column) => property(`mapping.${column.name}`) ?? column.name);
  const members = table.columns.map((_, index) => {
    const found = member("j", `m[${index + 1}]`, keys[index] ?? "", reading);
    return `CASE WHEN json_type(j) = 'ARRAY' THEN json_extract(j, ${quoteText(`$[${index}]`)}) ELSE ${found} END AS c${index}`;
  });
  const columns = table.columns.map((column, index) => {
    const inside = spellings.get(keys[index]?.toLowerCase() ?? "")?.inside ?? new Map();
    const value = converted(`c${index}`, columnType(column.type).athena, reading, inside, 0);
    return `${value} AS ${quoteName(column.name)}`;
  });
  const objects = `SELECT ${object} AS j, filename FROM (${lines})`;
  const found = `SELECT j, ${membersOf("j", keys, spellings)} AS m, filename FROM (${objects})`;
  return `SELECT ${[...columns, "filename"].join(", ")} FROM (SELECT ${[...members, "filename"].join(", ")} FROM (${found}))`;
}
