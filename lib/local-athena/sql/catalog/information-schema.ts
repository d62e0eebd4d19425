import type { Field } from "../analysis/fields";
import { bigint, varchar } from "../analysis/type-rules";
import { quoteName, quoteText } from "../translate/tree";
import { parseType, trinoType } from "../types/types";
import type { CatalogStore } from "./catalog-store";

type Cell = string | number | undefined;
type InformationRelation = { source: string; columns: Field[] };

function relation(columns: string[], rows: Cell[][]): InformationRelation {
  const cell = (value: Cell) =>
    value === undefined
      ? "CAST(NULL AS VARCHAR)"
      : typeof value === "number"
        ? `CAST(${value} AS BIGINT)`
        : `CAST(${quoteText(value)} AS VARCHAR)`;
  const body = rows.map((row) => `(${row.map(cell).join(", ")})`);
  // VALUES cannot be empty: an impossible row gives the types.
  const impossible = `(${columns.map((name) => (name === "ordinal_position" ? "CAST(NULL AS BIGINT)" : "CAST(NULL AS VARCHAR)")).join(", ")})`;
  const [values, where] = body.length === 0 ? [impossible, " WHERE false"] : [body.join(", "), ""];
  return {
    source: `(SELECT * FROM (VALUES ${values}) AS "__information"(${columns.map(quoteName).join(", ")})${where})`,
    columns: columns.map((name) => ({
      name,
      qualifier: [],
      type: name === "ordinal_position" ? bigint : varchar,
    })),
  };
}

const catalogName = "awsdatacatalog";

/** A relation of information_schema as a DuckDB query over the catalog's present state. Undefined when there is none. */
export function informationSchema(
  catalog: CatalogStore,
  name: string,
): InformationRelation | undefined {
  const databases = catalog.listDatabases();
  const tables = databases.flatMap((database) => catalog.listTables(database.name));
  if (name === "schemata") {
    return relation(
      ["catalog_name", "schema_name"],
      databases.map((database) => [catalogName, database.name]),
    );
  }
  if (name === "tables") {
    return relation(
      ["table_catalog", "table_schema", "table_name", "table_type"],
      tables.map((table) => [
        catalogName,
        table.database,
        table.name,
        table.tableType === "VIRTUAL_VIEW" ? "VIEW" : "BASE TABLE",
      ]),
    );
  }
  if (name === "views") {
    const views = tables.filter((table) => table.tableType === "VIRTUAL_VIEW");
    return relation(
      ["table_catalog", "table_schema", "table_name", "view_definition"],
      views.map((view) => [
        catalogName,
        view.database,
        view.name,
        catalog.getView(view.database, view.name)?.sql,
      ]),
    );
  }
  if (name !== "columns") return undefined;
  const columns = tables.flatMap((table) =>
    [...table.columns, ...table.partitionKeys].map((column, index): Cell[] => {
      const type = parseType(column.type);
      return [
        catalogName,
        table.database,
        table.name,
        column.name,
        index + 1,
        undefined,
        "YES",
        type === undefined ? column.type : trinoType(type),
      ];
    }),
  );
  return relation(
    [
      "table_catalog",
      "table_schema",
      "table_name",
      "column_name",
      "ordinal_position",
      "column_default",
      "is_nullable",
      "data_type",
    ],
    columns,
  );
}
