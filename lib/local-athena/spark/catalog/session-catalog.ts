import type { CatalogStore } from "../../sql/catalog/catalog-store";
import type { CatalogTable } from "../../sql/engine";
import { SparkError, type SparkRequests } from "../bridge";
import type { TableSource, ViewSource } from "../plan/environment";
import type { Relation, StructType } from "../plan/plan";
import { simpleString } from "../plan/type-text";
import { catalogTable, isManaged, type TableReader } from "./catalog-table";
import { sparkFields } from "./column-types";
import { inlined } from "./inline-views";
import { GLOBAL_TEMP, type TempViews, viewNamed } from "./session-views";
import { nameParts, type TableIdentifier, tableIdentifier } from "./table-identifier";

const notFound = (name: string) =>
  new SparkError("AnalysisException", `Table or view not found: ${name}`);

/** What names mean in one session: its temp views, then the catalog's tables, from its current database. */
export class SessionCatalog {
  currentDatabase = "default";

  constructor(
    readonly tables: CatalogStore,
    readonly views: TempViews,
    readonly globalViews: TempViews,
    private readonly reader: TableReader,
    /** `s3://bucket/folder` below which tables lie that nobody gave a place. */
    private readonly warehouse: string,
  ) {}

  /** Where a table lies that nobody gave a place: below its database's, or in the warehouse. */
  placeOf({ database, name }: TableIdentifier): string {
    const location = this.tables.getDatabase(database)?.parameters.location;
    if (location !== undefined) return `${location.replace(/\/*$/, "")}/${name}/`;
    const folder = database === "default" ? "" : `${database}.db/`;
    return `${this.warehouse.replace(/\/*$/, "")}/${folder}${name}/`;
  }

  /** The database of this name, or the current one. Errors: AnalysisException. */
  database(name = this.currentDatabase): string {
    const found = name.toLowerCase();
    if (found === GLOBAL_TEMP || this.tables.getDatabase(found) !== undefined) return found;
    throw new SparkError("AnalysisException", `Database '${found}' not found`);
  }

  use(name: string): void {
    this.currentDatabase = this.database(name);
  }

  identifier(name: string): TableIdentifier {
    return tableIdentifier(name, this.currentDatabase);
  }

  view(name: string): ViewSource | undefined {
    return viewNamed(nameParts(name), this.views, this.globalViews);
  }

  /** A table of the catalog by its name. Errors: AnalysisException. */
  table(name: string): CatalogTable {
    const { database, name: table } = this.identifier(name);
    const found = this.tables.getTable(database, table);
    if (found === undefined) throw notFound(name);
    return found;
  }

  /** @throws SparkError AnalysisException `Table or view not found: x`; AbortError */
  async resolve(name: string, signal: AbortSignal): Promise<TableSource | ViewSource> {
    return this.view(name) ?? catalogTable(this.reader, this.table(name), signal);
  }

  /** Keeps a plan as a temp view; what it reads by name now, it reads whatever the names mean later. */
  createView(name: string, plan: Relation, options: { replace: boolean; global: boolean }): void {
    const parts = nameParts(name);
    const [only = ""] = parts;
    if (parts.length > 1)
      throw new SparkError(
        "AnalysisException",
        `It is not allowed to add database prefix \`${only}\` for the TEMPORARY view name.`,
      );
    const views = options.global ? this.globalViews : this.views;
    views.create(only, inlined(plan, this), options.replace);
  }

  dropView(name: string, global: boolean): boolean {
    return (global ? this.globalViews : this.views).drop(nameParts(name).at(-1) ?? "");
  }

  /** The name of a table with its database, when there is one: `db.t`. */
  qualified(name: string): string | undefined {
    const identifier = this.identifier(name);
    const exists = this.tables.getTable(identifier.database, identifier.name) !== undefined;
    const quoted = (part: string) => `\`${part.replaceAll("`", "``")}\``;
    return exists ? `${quoted(identifier.database)}.${quoted(identifier.name)}` : undefined;
  }

  /** Views of the session and the tables of a database, as the catalog API lists them. */
  private listTables(database: string) {
    const views = (names: string[], of: string | null) =>
      names.map((name) => ({
        name,
        database: of,
        description: null,
        tableType: "TEMPORARY",
        isTemporary: true,
      }));
    const stored = this.tables.listTables(database).map((table) => ({
      name: table.name,
      database,
      description: table.parameters.comment ?? null,
      tableType:
        table.tableType === "VIRTUAL_VIEW" ? "VIEW" : isManaged(table) ? "MANAGED" : "EXTERNAL",
      isTemporary: false,
    }));
    const global = database === GLOBAL_TEMP ? views(this.globalViews.names(), GLOBAL_TEMP) : [];
    return [...stored, ...global, ...views(this.views.names(), null)];
  }

  private listColumns(name: string, schemaOf: StructType | undefined) {
    const table = schemaOf === undefined ? this.table(name) : undefined;
    const fields = schemaOf?.fields ?? (table === undefined ? [] : sparkFields(table));
    const keys = new Set(table?.partitionKeys.map((key) => key.name));
    const buckets = new Set(table?.clusteredBy?.columns);
    return fields.map((field) => ({
      name: field.name,
      description: field.metadata?.comment ?? null,
      dataType: simpleString(field.type),
      nullable: field.nullable,
      isPartition: keys.has(field.name),
      isBucket: buckets.has(field.name),
    }));
  }

  /**
   * Answers a question of `spark.catalog`.
   * @param schemaOf the schema of a temp view's plan
   * @throws SparkError AnalysisException
   */
  async answer(
    request: SparkRequests["catalog"]["request"],
    schemaOf: (plan: Relation) => Promise<StructType>,
  ): Promise<unknown> {
    switch (request.question) {
      case "currentDatabase":
        return this.currentDatabase;
      case "setCurrentDatabase":
        this.use(request.database);
        return null;
      case "listDatabases":
        return this.tables.listDatabases().map(({ name, description, parameters }) => ({
          name,
          description: description ?? "",
          locationUri: parameters.location ?? "",
        }));
      case "listTables":
        return this.listTables(this.database(request.database));
      case "listColumns": {
        const view = this.view(request.table);
        return this.listColumns(request.table, view && (await schemaOf(view.plan)));
      }
      case "tableExists":
        return this.view(request.table) !== undefined || this.exists(request.table);
      case "databaseExists":
        return this.tables.getDatabase(request.database.toLowerCase()) !== undefined;
    }
  }

  private exists(name: string): boolean {
    const { database, name: table } = this.identifier(name);
    return this.tables.getTable(database, table) !== undefined;
  }
}
