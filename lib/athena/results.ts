import { type AthenaClient, GetQueryResultsCommand } from "@aws-sdk/client-athena";
import type { QueryExecution } from "@/lib/domain/queries";
import { toTextRow } from "./to-domain";

export const PAGE_ROWS = 1_000;

export type ResultsPage = {
  columns: { name: string; type: string }[];
  rows: (string | null)[][];
  updateCount: number | undefined;
  nextToken: string | undefined;
};

/**
 * GetQueryResults: the next 1,000 data rows, or fewer at the end. The header row of a first page is removed
 * (reference 5.3), so a full first page takes one more row in a second call.
 */
export async function readResultsPage(
  client: AthenaClient,
  execution: Pick<QueryExecution, "id" | "statementType" | "substatementType">,
  token: string | undefined,
): Promise<ResultsPage> {
  const result: ResultsPage = { columns: [], rows: [], updateCount: undefined, nextToken: token };
  let wanted = PAGE_ROWS;
  do {
    const isFirst = result.nextToken === undefined;
    const page = await client.send(
      new GetQueryResultsCommand({
        QueryExecutionId: execution.id,
        NextToken: result.nextToken,
        MaxResults: wanted,
      }),
    );
    const columns = page.ResultSet?.ResultSetMetadata?.ColumnInfo ?? [];
    const rows = (page.ResultSet?.Rows ?? []).map((row) => toTextRow(row, columns));
    if (isFirst && hasHeaderRow(execution, rows[0], columns)) rows.shift();
    result.columns = columns.map((column) => ({
      name: column.Name ?? "",
      type: column.Type ?? "",
    }));
    result.rows.push(...rows);
    result.updateCount = page.UpdateCount ?? undefined;
    result.nextToken = page.NextToken;
    wanted = PAGE_ROWS - result.rows.length;
  } while (result.nextToken && wanted > 0);
  return result;
}

function hasHeaderRow(
  execution: Pick<QueryExecution, "statementType" | "substatementType">,
  first: (string | null)[] | undefined,
  columns: { Name?: string | undefined }[],
): boolean {
  if (!first || columns.length === 0) return false;
  if (execution.statementType !== undefined) {
    return execution.statementType === "DML" || execution.substatementType === "SHOW_FUNCTIONS";
  }
  return first.every((value, index) => value === columns[index]?.Name);
}
