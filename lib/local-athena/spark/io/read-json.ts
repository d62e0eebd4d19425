import { quoteName, quoteText } from "../../sql/translate/tree";
import { SparkError } from "../bridge";
import { duckType } from "../plan/duck-types";
import type { SparkType, StructField, StructType } from "../plan/plan";
import { isArray, isMap, isStruct } from "../plan/types";
import { linesOf } from "./read-text";
import type { Reading, SourceFormat } from "./source-format";
import { TextValues } from "./text-values";

const CORRUPT = "_corrupt_record";

/** A DuckDB query for the documents of JSON files: `j`, NULL where `line` is none, and `filename`. */
function documents(reading: Reading): string {
  const { options } = reading;
  options.refuse("allowcomments", "allowunquotedfieldnames", "allownumericleadingzero");
  options.refuse("allowbackslashescapinganycharacter", "allowunquotedcontrolchars");
  const multiLine = options.flag("multiline", false);
  const parsed = `SELECT TRY_CAST(line AS JSON) AS j, line, filename FROM (${linesOf(reading, multiLine)}) WHERE trim(line) <> ''`;
  // The items of an array are rows of their own.
  return `SELECT unnest(CASE WHEN json_type(j) = 'ARRAY' THEN CAST(j AS JSON[]) ELSE [j] END) AS j, line, filename FROM (${parsed})`;
}

const isDocument = "(j IS NOT NULL AND json_type(j) = 'OBJECT')";

/** What json_group_structure tells of values, as Spark types them; fields in the order of their names. */
function typeOf(structure: unknown, asStrings: boolean): SparkType {
  if (Array.isArray(structure))
    return { type: "array", elementType: typeOf(structure[0], asStrings), containsNull: true };
  if (typeof structure === "object" && structure !== null) {
    const names = Object.keys(structure).sort((a, b) => (a < b ? -1 : 1));
    const fields = names.map((name): StructField => {
      const inside = (structure as Record<string, unknown>)[name];
      return { name, type: typeOf(inside, asStrings), nullable: true };
    });
    return fields.length === 0 ? "string" : { type: "struct", fields };
  }
  if (asStrings) return "string";
  if (structure === "BOOLEAN") return "boolean";
  if (structure === "DOUBLE") return "double";
  if (structure === "UBIGINT" || structure === "BIGINT") return "long";
  if (structure === "HUGEINT" || structure === "UHUGEINT") return "decimal(38,0)";
  return "string";
}

async function infer(reading: Reading): Promise<StructType> {
  const { options } = reading;
  options.refuse("columnnameofcorruptrecord", "prefersdecimal", "dropfieldifallnull");
  const [answers = []] = await reading.query(
    `SELECT json_group_structure(CASE WHEN ${isDocument} THEN j END), count(*) FILTER (NOT ${isDocument}) FROM (${documents(reading)})`,
  );
  const [structure, malformed] = answers;
  const mode = (options.text("mode") ?? "PERMISSIVE").toUpperCase();
  if (Number(malformed ?? 0) > 0 && mode === "FAILFAST")
    throw new SparkError(
      "Py4JJavaError",
      "org.apache.spark.SparkException: Malformed records are detected in schema inference. Parse Mode: FAILFAST.",
    );
  const asStrings = options.flag("primitivesasstring", false);
  const type = typeOf(typeof structure === "string" ? JSON.parse(structure) : {}, asStrings);
  const fields = typeof type === "object" && type.type === "struct" ? type.fields : [];
  if (Number(malformed ?? 0) > 0 && mode === "PERMISSIVE")
    fields.push({ name: CORRUPT, type: "string", nullable: true });
  return { type: "struct", fields: fields.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

const pointer = (key: string) => quoteText(`/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);

/** A JSON value as one of its type; NULL when it is of another. Each level has a name of its own for its value. */
function converted(value: string, type: SparkType, texts: TextValues, depth: number): string {
  const name = `spark_j${depth}`;
  const text = `(${value} ->> '$')`;
  const when = (jsonType: string, result: string) =>
    `CASE WHEN json_type(${value}) = '${jsonType}' THEN ${result} END`;
  if (isArray(type))
    return when(
      "ARRAY",
      `list_transform(CAST(${value} AS JSON[]), lambda ${name}: ${converted(name, type.elementType, texts, depth + 1)})`,
    );
  if (isMap(type)) {
    if (type.keyType !== "string")
      throw new SparkError("AnalysisException", "Keys of maps in JSON must be strings");
    const at = `json_extract(${value}, '/' || replace(replace(${name}, '~', '~0'), '/', '~1'))`;
    const item = `list_transform([${at}], lambda ${name}v: ${converted(`${name}v`, type.valueType, texts, depth + 1)})[1]`;
    return when(
      "OBJECT",
      `map_from_entries(list_transform(json_keys(${value}), lambda ${name}: {'key': ${name}, 'value': ${item}}))`,
    );
  }
  if (isStruct(type)) {
    const fields = type.fields.map((field) => {
      const of = `list_transform([json_extract(${value}, ${pointer(field.name)})], lambda ${name}: ${converted(name, field.type, texts, depth + 1)})[1]`;
      return `${quoteName(field.name)} := ${of}`;
    });
    return when("OBJECT", `struct_pack(${fields.join(", ")})`);
  }
  if (type === "string") return `CASE WHEN json_type(${value}) <> 'NULL' THEN ${text} END`;
  const isNumber = `json_type(${value}) IN ('UBIGINT', 'BIGINT', 'DOUBLE', 'HUGEINT', 'UHUGEINT')`;
  if (type === "boolean") return when("BOOLEAN", `${text} = 'true'`);
  if (type === "date" || type === "timestamp") return when("VARCHAR", texts.value(text, type));
  if (type === "binary") return when("VARCHAR", `TRY(from_base64(${text}))`);
  if (type === "float" || type === "double")
    return `CASE WHEN ${isNumber} OR ${text} IN ('NaN', 'Infinity', '-Infinity') THEN TRY_CAST(${text} AS ${duckType(type)}) END`;
  return `CASE WHEN ${isNumber} THEN ${texts.value(text, type)} END`;
}

/** JSON: a document a line, or a file with `multiLine`; fields of an inferred schema stand in the order of their names. */
export const jsonFormat: SourceFormat = {
  infer,
  async rows(reading, schema) {
    const texts = new TextValues(reading.options);
    const keys = schema.fields.filter(({ name }) => name !== CORRUPT);
    const columns = schema.fields.map((field) => {
      const at = keys.indexOf(field);
      const value =
        at === -1
          ? `CASE WHEN NOT ${isDocument} OR j IS NULL THEN line END`
          : converted(`m[${at + 1}]`, field.type, texts, 0);
      return `${value} AS ${quoteName(field.name)}`;
    });
    const found = `json_extract(j, [${keys.map(({ name }) => pointer(name)).join(", ")}])`;
    const members = keys.length === 0 ? "[]" : found;
    const mode = (reading.options.text("mode") ?? "PERMISSIVE").toUpperCase();
    const failure =
      "athena_fail('org.apache.spark.SparkException: Malformed records are detected in record parsing. Parse Mode: FAILFAST. To process malformed records as null result, try setting the option ''mode'' as ''PERMISSIVE''.') IS NULL";
    const where =
      mode === "DROPMALFORMED"
        ? ` WHERE ${isDocument}`
        : mode === "FAILFAST"
          ? ` WHERE CASE WHEN ${isDocument} THEN true ELSE ${failure} END`
          : "";
    const rows = `SELECT ${members} AS m, j, line, filename FROM (${documents(reading)})${where}`;
    return `SELECT ${[...columns, "filename"].join(", ")} FROM (${rows})`;
  },
};
