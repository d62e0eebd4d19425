import type { CatalogColumn, CatalogTable } from "../engine";
import type { TokenReader } from "../lexer";
import { databaseOf } from "../run-query";
import { columnList, locationMissing, properties } from "../statements/create-table";
import { databaseMissing, tableExists, taskFailed } from "../statements/hive-error";
import { type Execute, skipIf } from "../statements/statement";
import { columnType } from "../tables/column-type";
import type { AthenaType } from "../types/types";
import { requireBucket, targetLocation } from "../writes/target-location";
import { checkIcebergProperties } from "./iceberg-properties";
import { partitionField } from "./partition-spec";

/** `(bucket(16, id), day(ts), region)`, as texts. */
function partitionTexts(reader: TokenReader): string[] {
  const texts: string[] = [];
  reader.expect("(");
  do {
    const { start } = reader.next;
    let { end } = reader.next;
    let depth = 0;
    while (reader.next.kind !== "end") {
      const { value } = reader.next;
      if (depth === 0 && (value === "," || value === ")")) break;
      if (value === "(") depth++;
      if (value === ")") depth--;
      end = reader.take().end;
    }
    if (start === end) reader.fail("<identifier>");
    texts.push(reader.sql.slice(start, end));
  } while (reader.skip(","));
  reader.expect(")");
  return texts;
}

/** Types that Athena's Iceberg tables can have. */
function isIcebergType(type: AthenaType): boolean {
  if (/^(tinyint|smallint|char|json|uuid|interval .*)$/.test(type.base)) return false;
  if (type.base === "varchar" && type.numbers.length > 0) return false;
  return type.parts.every((part) => isIcebergType(part.type));
}

function checkColumns(columns: readonly CatalogColumn[]): void {
  const seen = new Set<string>();
  for (const { name, type } of columns) {
    if (seen.has(name)) throw taskFailed(`Duplicate column name: ${name}`);
    seen.add(name);
    if (!isIcebergType(columnType(type).athena))
      throw taskFailed(`Type not supported for Iceberg tables: ${type}`);
  }
}

/** Glue's parameters of an Iceberg table. */
export const icebergParameters = (
  location: string,
  given: Readonly<Record<string, string>>,
): Record<string, string> => ({ EXTERNAL: "TRUE", ...given, table_type: "ICEBERG", location });

/**
 * CREATE TABLE with the property table_type = 'ICEBERG', after CREATE TABLE.
 * @throws SqlError with errorCode MALFORMED_QUERY, also when LOCATION is missing
 */
export function readCreateIcebergTable(reader: TokenReader): Execute {
  const ifNotExists = skipIf(reader, "NOT", "EXISTS");
  const named = reader.qualifiedName();
  const columns = columnList(reader);
  let partitionedBy: string[] = [];
  let location: string | undefined;
  let comment: string | undefined;
  const given: Record<string, string> = {};
  for (;;) {
    if (reader.skip("COMMENT")) comment = reader.text();
    else if (reader.skip("PARTITIONED", "BY")) partitionedBy = partitionTexts(reader);
    else if (reader.skip("LOCATION")) location = reader.text();
    else if (reader.skip("TBLPROPERTIES")) Object.assign(given, properties(reader));
    else break;
  }
  if (location === undefined) throw locationMissing();
  const place = location;
  return async ({ environment, context }) => {
    const { catalog } = environment;
    const database = named.database ?? databaseOf(context);
    if (catalog.getDatabase(database) === undefined) throw databaseMissing(database);
    if (catalog.getTable(database, named.name) !== undefined) {
      if (ifNotExists) return {};
      throw tableExists(named.name);
    }
    checkColumns(columns);
    checkIcebergProperties(given);
    const spec = partitionedBy.map((text) => partitionField(text, columns));
    const target = targetLocation(place);
    await requireBucket(environment.store, target.bucket);
    const { table_type: _, ...others } = given;
    const table: CatalogTable = {
      database,
      name: named.name,
      tableType: "EXTERNAL_TABLE",
      createTime: Date.now(),
      columns,
      partitionKeys: [],
      parameters: {
        ...icebergParameters(target.uri.replace(/\/$/, ""), others),
        ...(comment === undefined ? {} : { comment }),
      },
    };
    catalog.putIcebergTable(table, spec);
    return {};
  };
}
