import {
  type AthenaClient,
  BatchGetNamedQueryCommand,
  ListNamedQueriesCommand,
  ListPreparedStatementsCommand,
} from "@aws-sdk/client-athena";
import { upstream } from "./errors";

/** The largest page that both lists take. */
const PAGE = 50;

/** What is saved in a workgroup (reference 1, "Named queries and prepared statements"). All members throw AppErrors. */
export function bindWorkgroupContents(client: AthenaClient) {
  return {
    /** ListNamedQueries and BatchGetNamedQuery: the first 50 in Athena's order; `more` when there are others. */
    async readSavedQueries(workgroup: string) {
      const page = await upstream(
        client.send(new ListNamedQueriesCommand({ WorkGroup: workgroup, MaxResults: PAGE })),
      );
      const ids = page.NamedQueryIds ?? [];
      const more = page.NextToken !== undefined;
      if (ids.length === 0) return { items: [], more };
      const answer = await upstream(
        client.send(new BatchGetNamedQueryCommand({ NamedQueryIds: ids })),
      );
      const byId = new Map((answer.NamedQueries ?? []).map((query) => [query.NamedQueryId, query]));
      const items = ids.flatMap((id) => {
        // One that was deleted meanwhile is among the unprocessed.
        const query = byId.get(id);
        if (!query) return [];
        const { Name = "", Database, QueryString = "", Description } = query;
        return [{ id, name: Name, database: Database, sql: QueryString, description: Description }];
      });
      return { items, more };
    },

    /** ListPreparedStatements: the first 50; `more` when there are others. Times are epoch milliseconds. */
    async readPreparedStatements(workgroup: string) {
      const page = await upstream(
        client.send(new ListPreparedStatementsCommand({ WorkGroup: workgroup, MaxResults: PAGE })),
      );
      const items = (page.PreparedStatements ?? []).map((statement) => ({
        name: statement.StatementName ?? "",
        modifiedAt: statement.LastModifiedTime?.getTime(),
      }));
      return { items, more: page.NextToken !== undefined };
    },
  };
}
