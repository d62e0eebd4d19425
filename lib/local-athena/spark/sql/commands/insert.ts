import type { CatalogTable } from "../../../sql/engine";
import { SparkError } from "../../bridge";
import type { Expression, Relation } from "../../plan/plan";
import { tableName } from "../from";
import type { SqlReader } from "../sql-reader";
import { acting, type Command, type ParseCommand, propertyList } from "./command";
import { partitionValuesOf } from "./show";

function insertDirectory(reader: SqlReader): Command {
  if (reader.accept("LOCAL"))
    throw reader.refuse("INSERT OVERWRITE LOCAL DIRECTORY is not supported by local-athena");
  const token = reader.peek();
  const path = reader.peek().kind === "string" ? reader.string() : undefined;
  if (!reader.accept("USING"))
    throw reader.refuse("INSERT OVERWRITE DIRECTORY needs USING in local-athena", token);
  const format = reader.name().toLowerCase();
  const given = reader.accept("OPTIONS") ? propertyList(reader) : {};
  const options = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const plan = reader.query();
  const target = path ?? options.path ?? "";
  return acting(({ write }) =>
    write({ plan, target: { path: target }, format, mode: "overwrite", partitionBy: [], options }),
  );
}

/** The query's columns with the constants of PARTITION (key = value) in the places of their keys. */
function withPartition(
  plan: Relation,
  { columns: own, partitionKeys }: CatalogTable,
  given: ReadonlyMap<string, string | null | undefined>,
): Relation {
  const keys = partitionKeys.map(({ name }) => name);
  const columns = [...own.map(({ name }) => name), ...keys];
  const named = columns.filter((name) => !given.has(name) || given.get(name) === undefined);
  const input: Relation = { rel: "toDF", input: plan, names: named };
  const ofColumn = (name: string): Expression => {
    const value = given.get(name);
    if (value === undefined)
      return { expr: "attribute", name: `\`${name.replaceAll("`", "``")}\`` };
    const text: Expression = { expr: "literal", value, type: value === null ? "void" : "string" };
    const type = partitionKeys.find((key) => key.name === name)?.type ?? "string";
    return { expr: "alias", child: { expr: "cast", child: text, type }, names: [name] };
  };
  const unknown = [...given.keys()].find((key) => !keys.includes(key));
  if (unknown !== undefined)
    throw new SparkError(
      "AnalysisException",
      `${unknown} is not a valid partition column in table. The partition columns are [${keys.join(", ")}].`,
    );
  return { rel: "project", input, expressions: columns.map(ofColumn) };
}

/** INSERT …, after that word. */
export const parseInsert: ParseCommand = (reader) => {
  const word = reader.acceptOne("INTO", "OVERWRITE");
  if (word === undefined) throw reader.mismatch("INTO", "OVERWRITE");
  if (word === "OVERWRITE" && reader.accept("DIRECTORY")) return insertDirectory(reader);
  reader.accept("TABLE");
  const name = tableName(reader);
  const given = reader.accept("PARTITION") ? partitionValuesOf(reader) : undefined;
  if (reader.accept("IF", "NOT", "EXISTS"))
    throw reader.refuse("INSERT … IF NOT EXISTS is not supported by local-athena");
  const listed =
    reader.at("(") && !reader.atQuery() ? reader.inParentheses(() => reader.name()) : undefined;
  if (listed !== undefined)
    throw reader.refuse("INSERT with a list of columns is not supported by local-athena's Spark");
  const plan = reader.query();
  return acting(async ({ session, schemaOf, write }) => {
    const table = session.table(name);
    const keys = table.partitionKeys.map((key) => key.name);
    const columns = [...table.columns.map((column) => column.name), ...keys];
    const constants = [...(given?.values() ?? [])].filter((value) => value !== undefined).length;
    const found = (await schemaOf(plan)).fields.length;
    if (found !== columns.length - constants)
      throw new SparkError(
        "AnalysisException",
        `\`${table.database}\`.\`${table.name}\` requires that the data to be inserted have the same number of columns as the target table: target table has ${columns.length} column(s) but the inserted data has ${found + constants} column(s), including ${constants} partition column(s) having constant value(s).`,
      );
    await write({
      plan: given === undefined ? plan : withPartition(plan, table, given),
      target: { table: name, insertInto: true },
      mode: word === "OVERWRITE" ? "overwrite" : "append",
      partitionBy: [],
      options: {},
      ...(constants > 0 && { constants: constantsOf(given) }),
    });
  });
};

/** Only the partitions of these constants are overwritten. */
function constantsOf(given: ReadonlyMap<string, string | null | undefined> | undefined) {
  return Object.fromEntries(
    [...(given ?? [])].filter((pair): pair is [string, string | null] => pair[1] !== undefined),
  );
}
