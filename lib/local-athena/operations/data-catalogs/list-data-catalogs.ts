import type { Handler } from "../operation";
import { readListToken } from "../paging";
import { workGroupNamed } from "../workgroups/work-group";

/** Summaries in the order of their names without case, 50 a page unless fewer are asked for. */
export const listDataCatalogs: Handler<"ListDataCatalogs"> = (context, input) => {
  workGroupNamed(context, input.WorkGroup);
  const after = readListToken(context, "ListDataCatalogs", [], input.NextToken)?.[0];
  const { records, more } = context.dataCatalogs.list(
    input.MaxResults ?? 50,
    after === undefined ? undefined : String(after),
  );
  const last = records.at(-1);
  return {
    DataCatalogsSummary: records.map((record) => ({
      CatalogName: record.name,
      Type: record.type,
      Status: record.status,
    })),
    NextToken:
      more && last ? context.pageTokens.write("ListDataCatalogs", [], [last.name]) : undefined,
  };
};
