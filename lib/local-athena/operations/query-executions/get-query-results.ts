import type { ColumnInfo } from "@aws-sdk/client-athena";
import { isHiveFailure } from "../../executions/failure";
import { readResultPage } from "../../executions/read-results";
import { parseS3Uri } from "../../executions/result-object";
import { invalidInput, invalidRequest } from "../../protocol/errors";
import type { Column } from "../../sql/engine";
import type { Completion, ExecutionRecord } from "../../state/execution-record";
import type { Handler } from "../operation";
import type { ServiceContext } from "../service-context";
import { executionNamed } from "./query-execution";

const PAGE_MAX = 1000;
const OPERATION = "GetQueryResults";

const resultsMissing = () => invalidRequest("RESULT_NOT_FOUND", "Could not find results");

const columnInfoOf = (column: Column): ColumnInfo => ({
  CatalogName: "hive",
  SchemaName: "",
  TableName: "",
  Name: column.name,
  Label: column.name,
  Type: column.type,
  Precision: column.precision,
  Scale: column.scale,
  Nullable: "UNKNOWN",
  CaseSensitive: column.caseSensitive,
});

/** @throws AthenaException when the state has no results to give */
function succeeded({ state, completion }: ExecutionRecord): Completion {
  if (!completion)
    throw invalidRequest(
      "INVALID_QUERY_EXECUTION_STATE",
      `Query has not yet finished. Current state: ${state}`,
    );
  if (state === "CANCELLED") throw resultsMissing();
  if (state === "FAILED")
    throw invalidRequest(
      "INVALID_QUERY_EXECUTION_STATE",
      "Query did not finish successfully. Final query state: FAILED",
    );
  return completion;
}

function startOffset(context: ServiceContext, id: string, token: string | undefined): number {
  if (token === undefined) return 0;
  const position = context.pageTokens.read(OPERATION, [id], token);
  if (!position) throw invalidInput(`Malformed nextPageToken ${token}`);
  return Number(position[0]);
}

/** Pages a result object by byte offset; the order of the checks is measured (reference 2.4). */
export const getQueryResults: Handler<"GetQueryResults"> = async (context, input) => {
  const record = executionNamed(context, input.QueryExecutionId);
  const limit = input.MaxResults ?? PAGE_MAX;
  if (limit > PAGE_MAX) throw invalidInput("MaxResults is more than maximum allowed length 1000");
  if (input.QueryResultType === "DATA_MANIFEST")
    throw invalidInput("DATA_MANIFEST is not supported by this version of local-athena");
  if (record.state === "FAILED" && isHiveFailure(record, record.completion?.reason))
    return { ResultSet: { Rows: [] } };
  const completion = succeeded(record);
  const offset = startOffset(context, record.id, input.NextToken);
  const metadata = { ColumnInfo: completion.columns.map(columnInfoOf) };
  if (!completion.hasResult)
    return {
      UpdateCount: completion.updateCount,
      ResultSet: { Rows: [], ResultSetMetadata: metadata },
    };

  const location = parseS3Uri(record.resultConfiguration.OutputLocation ?? "");
  if (!location) throw resultsMissing();
  const page = await readResultPage(context.store, location, record.resultFormat, offset, limit);
  if (!page) throw resultsMissing();
  return {
    UpdateCount: completion.updateCount,
    ResultSet: {
      Rows: page.rows.map((row) => ({
        Data: row.map((value) => (value === null ? {} : { VarCharValue: value })),
      })),
      ResultSetMetadata: metadata,
    },
    NextToken:
      page.rows.length === limit
        ? context.pageTokens.write(OPERATION, [record.id], [page.nextOffset])
        : undefined,
  };
};
