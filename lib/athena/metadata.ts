import {
  type AthenaClient,
  ListDatabasesCommand,
  ListDataCatalogsCommand,
  ListTableMetadataCommand,
} from "@aws-sdk/client-athena";

/** ListDataCatalogs, all pages. */
export async function listCatalogs(client: AthenaClient, workgroup: string) {
  const catalogs = await allPages(async (NextToken) => {
    const page = await client.send(
      new ListDataCatalogsCommand({ WorkGroup: workgroup, NextToken, MaxResults: 50 }),
    );
    return { items: page.DataCatalogsSummary ?? [], nextToken: page.NextToken };
  });
  return catalogs.map((catalog) => ({ name: catalog.CatalogName ?? "", type: catalog.Type }));
}

/** ListDatabases, all pages. */
export async function listDatabases(client: AthenaClient, catalog: string, workgroup: string) {
  const databases = await allPages(async (NextToken) => {
    const page = await client.send(
      new ListDatabasesCommand({
        CatalogName: catalog,
        WorkGroup: workgroup,
        NextToken,
        MaxResults: 50,
      }),
    );
    return { items: page.DatabaseList ?? [], nextToken: page.NextToken };
  });
  return databases.map((database) => ({
    name: database.Name ?? "",
    description: database.Description,
  }));
}

/** ListTableMetadata, one page of 50 with columns; partition keys come last. */
export async function listTables(
  client: AthenaClient,
  catalog: string,
  database: string,
  workgroup: string,
  nextToken: string | undefined,
) {
  const page = await client.send(
    new ListTableMetadataCommand({
      CatalogName: catalog,
      DatabaseName: database,
      WorkGroup: workgroup,
      NextToken: nextToken,
      MaxResults: 50,
    }),
  );
  const tables = (page.TableMetadataList ?? []).map((table) => ({
    name: table.Name ?? "",
    type: table.TableType,
    columns: [
      ...(table.Columns ?? []).map((column) => ({
        name: column.Name ?? "",
        type: column.Type,
        partition: false,
      })),
      ...(table.PartitionKeys ?? []).map((column) => ({
        name: column.Name ?? "",
        type: column.Type,
        partition: true,
      })),
    ],
  }));
  return { tables, nextToken: page.NextToken };
}

/** Every item of a paged list: reads on while there is a token. */
export async function allPages<T>(
  read: (nextToken: string | undefined) => Promise<{ items: T[]; nextToken: string | undefined }>,
): Promise<T[]> {
  const all: T[] = [];
  let nextToken: string | undefined;
  do {
    const page = await read(nextToken);
    all.push(...page.items);
    nextToken = page.nextToken;
  } while (nextToken);
  return all;
}
