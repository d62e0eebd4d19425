import type { ColumnInfo } from "@aws-sdk/client-athena";
import { isHiveFailure } from "../../executions/failure";
import { MANAGED_KEPT_MS } from "../../executions/managed-results";
import { readResultPage } from "../../executions/read-results";
import { mayHaveManifest, parseS3Uri } from "../../executions/result-object";
import { type ResultTarget, resultTargetOf } from "../../executions/result-target";
import { invalidInput, invalidRequest } from "../../protocol/errors";
import type { Column } from "../../sql/engine";
import type { Completion, ExecutionRecord } from "../../state/execution-record";
import type { Handler } from "../operation";
import type { ServiceContext } from "../service-context";
import { executionNamed } from "./query-execution";

const PAGE_MAX = 1000;
const OPERATION = "GetQueryResults";

/** The one column of a manifest's rows (its name is not known from Athena). */
const MANIFEST_COLUMN: Column = {
  name: "data_manifest",
  type: "varchar",
  precision: 2_147_483_647,
  scale: 0,
  caseSensitive: true,
};

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
function succeeded({ state, completion, substatementType }: ExecutionRecord): Completion {
  if (!completion)
    throw invalidRequest(
      "INVALID_QUERY_EXECUTION_STATE",
      `Query has not yet finished. Current state: ${state}`,
    );
  const ofTableFormat = substatementType.startsWith("ALTER_TABLE");
  if (state === "CANCELLED" || (state === "FAILED" && ofTableFormat)) throw resultsMissing();
  if (state === "FAILED")
    throw invalidRequest(
      "INVALID_QUERY_EXECUTION_STATE",
      "Query did not finish successfully. Final query state: FAILED",
    );
  return completion;
}

function startOffset(
  context: ServiceContext,
  filters: readonly string[],
  token: string | undefined,
): number {
  if (token === undefined) return 0;
  const position = context.pageTokens.read(OPERATION, filters, token);
  if (!position) throw invalidInput(`Malformed nextPageToken ${token}`);
  return Number(position[0]);
}

type Readable = Pick<ResultTarget, "store" | "location"> & { format: "csv" | "txt" | "lines" };

/** The manifest as rows, for statements that may have one; undefined when nothing was written or it is not kept. */
function manifestOf(
  context: ServiceContext,
  record: ExecutionRecord,
  completion: Completion,
): Readable | undefined {
  if (!mayHaveManifest(record))
    throw invalidInput(
      "QueryResultType DATA_MANIFEST is supported for CREATE TABLE AS SELECT, INSERT and UNLOAD only.",
    );
  const location = parseS3Uri(completion.manifestLocation ?? "");
  return location && { store: context.store, location, format: "lines" };
}

/** @throws AthenaException RESULT_NOT_FOUND for managed results after a day */
function resultOf(
  context: ServiceContext,
  record: ExecutionRecord,
  completion: Completion,
): Readable | undefined {
  const isManaged = record.managedResults !== undefined;
  if (isManaged && completion.completedAt + MANAGED_KEPT_MS <= context.now())
    throw resultsMissing();
  const target = resultTargetOf(context, record);
  if (!completion.hasResult || !target) return undefined;
  return { ...target, format: record.resultFormat };
}

/** Pages a result object by byte offset; the order of the checks is measured (reference 2.4). */
export const getQueryResults: Handler<typeof OPERATION> = async (context, input) => {
  const record = executionNamed(context, input.QueryExecutionId);
  const limit = input.MaxResults ?? PAGE_MAX;
  if (limit > PAGE_MAX) throw invalidInput("MaxResults is more than maximum allowed length 1000");
  if (record.state === "FAILED" && isHiveFailure(record, record.completion?.reason))
    return { ResultSet: { Rows: [] } };
  const completion = succeeded(record);
  const filters = [record.id, input.QueryResultType ?? "DATA_ROWS"];
  const offset = startOffset(context, filters, input.NextToken);
  const { updateCount: UpdateCount } = completion;
  const isManifest = input.QueryResultType === "DATA_MANIFEST";
  const readable = (isManifest ? manifestOf : resultOf)(context, record, completion);
  const columns = isManifest ? [MANIFEST_COLUMN] : completion.columns;
  const ResultSetMetadata = { ColumnInfo: columns.map(columnInfoOf) };
  if (!readable) return { UpdateCount, ResultSet: { Rows: [], ResultSetMetadata } };

  const { store, location, format } = readable;
  const page = await readResultPage(store, location, format, offset, limit);
  if (!page) throw resultsMissing();
  return {
    UpdateCount,
    ResultSet: {
      Rows: page.rows.map((row) => ({
        Data: row.map((value) => (value === null ? {} : { VarCharValue: value })),
      })),
      ResultSetMetadata,
    },
    NextToken:
      page.rows.length === limit
        ? context.pageTokens.write(OPERATION, filters, [page.nextOffset])
        : undefined,
  };
};
