import {
  type AthenaClient,
  BatchGetQueryExecutionCommand,
  ListQueryExecutionsCommand,
  ListWorkGroupsCommand,
  StartQueryExecutionCommand,
  StopQueryExecutionCommand,
} from "@aws-sdk/client-athena";
import type { S3Client } from "@aws-sdk/client-s3";
import { createClients } from "./acting-clients";
import { bindCalculations } from "./calculations";
import { bindCapacity } from "./capacity";
import type { AthenaOptions } from "./client";
import { upstream } from "./errors";
import { BATCH_MAX, createExecutionReader, type Reading } from "./execution-reader";
import { type LocationProbe, testLocation } from "./location-test";
import { listCatalogs, listDatabases, listTables } from "./metadata";
import { bindNotebooks } from "./notebooks";
import { openObject } from "./objects";
import { readResultsPage } from "./results";
import { bindSessions } from "./sessions";
import { createSharedReader, type SharedReading } from "./shared-reader";
import { toQueryExecution } from "./to-domain";
import { bindWorkgroupContents } from "./workgroup-contents";
import { bindWorkgroups } from "./workgroups";

export type StartInput = {
  sql: string;
  workgroup: string;
  catalog?: string | undefined;
  database?: string | undefined;
  parameters?: string[] | undefined;
  clientRequestToken: string;
};

type HistoryPage = { readings: Reading[]; nextToken: string | undefined };

/** Everything the server asks of Athena and S3, in our own types. All members throw AppErrors. */
export type Athena = ReturnType<typeof createAthena>;

/** Binds one Athena endpoint and one S3 endpoint; credentials come from the SDK's default chain. */
export function createAthena(options: AthenaOptions & { stsEndpoint?: string | undefined }) {
  const { client, s3, callerAccount, close } = createClients(options);
  return {
    callerAccount,
    ...bindExecutions(client),
    ...bindReading(client, s3),
    ...bindCalculations(client, s3),
    ...bindSessions(client),
    ...bindNotebooks(client),
    ...bindCapacity(client, { region: options.region, callerAccount }),
    ...bindWorkgroups(client, { region: options.region, callerAccount }),
    ...bindWorkgroupContents(client),
    close,
  };
}

/** What the newest executions of a workgroup show may be so old. */
const NEWEST_KEPT_MS = 30_000;

function bindExecutions(client: AthenaClient) {
  const reader = createExecutionReader({ fetchBatch: (ids) => fetchBatch(client, ids) });
  const readHistoryPage = async (
    workgroup: string,
    nextToken: string | undefined,
  ): Promise<HistoryPage> => {
    const page = await upstream(
      client.send(
        new ListQueryExecutionsCommand({
          WorkGroup: workgroup,
          NextToken: nextToken,
          MaxResults: BATCH_MAX,
        }),
      ),
    );
    const readings = await reader.readPage(page.QueryExecutionIds ?? []);
    return { readings, nextToken: page.NextToken };
  };
  const newest = createSharedReader({
    fetch: (workgroup) => readHistoryPage(workgroup, undefined),
    freshMs: NEWEST_KEPT_MS,
  });
  return {
    /** ListQueryExecutions + BatchGetQueryExecution: the next 50 executions of a workgroup, newest first. */
    readHistoryPage,

    /** The first page of `readHistoryPage`, shared with everyone who asks within half a minute. */
    readNewestExecutions: (workgroup: string): Promise<SharedReading<HistoryPage>> =>
      newest.read(workgroup),

    /** BatchGetQueryExecution shared with everyone who asks within the same tick. */
    readExecution: (id: string) => reader.read(id),

    /** StartQueryExecution. Returns the execution's id; the same token returns the same id. */
    async startQueryExecution(input: StartInput): Promise<string> {
      const { sql, workgroup, catalog, database, parameters, clientRequestToken } = input;
      const answer = await upstream(
        client.send(
          new StartQueryExecutionCommand({
            QueryString: sql,
            WorkGroup: workgroup,
            ClientRequestToken: clientRequestToken,
            ExecutionParameters: parameters,
            QueryExecutionContext:
              catalog || database ? { Catalog: catalog, Database: database } : undefined,
          }),
        ),
      );
      return answer.QueryExecutionId ?? "";
    },

    /** StopQueryExecution. A finished execution stays as it is. */
    async stopQueryExecution(id: string): Promise<void> {
      await upstream(client.send(new StopQueryExecutionCommand({ QueryExecutionId: id })));
      reader.invalidate(id);
    },

    /** One cheap call that tells whether Athena answers at all. */
    async ping(): Promise<void> {
      await upstream(client.send(new ListWorkGroupsCommand({ MaxResults: 1 })));
    },
  };
}

function bindReading(client: AthenaClient, s3: S3Client) {
  return {
    readResultsPage: (...args: Tail<typeof readResultsPage>) =>
      upstream(readResultsPage(client, ...args)),
    openObject: (uri: string) => upstream(openObject(s3, uri), "S3"),
    testLocation: (probe: LocationProbe) => testLocation(s3, probe),
    listCatalogs: (workgroup: string) => upstream(listCatalogs(client, workgroup)),
    listDatabases: (...args: Tail<typeof listDatabases>) =>
      upstream(listDatabases(client, ...args)),
    listTables: (...args: Tail<typeof listTables>) => upstream(listTables(client, ...args)),
  };
}

type Tail<F extends (client: AthenaClient, ...rest: never[]) => unknown> =
  Parameters<F> extends [unknown, ...infer Rest] ? Rest : never;

async function fetchBatch(client: AthenaClient, ids: string[]): Promise<Map<string, Reading>> {
  const answer = await upstream(
    client.send(new BatchGetQueryExecutionCommand({ QueryExecutionIds: ids })),
  );
  const readings = new Map<string, Reading>();
  for (const wire of answer.QueryExecutions ?? []) {
    const execution = toQueryExecution(wire);
    readings.set(execution.id, { execution });
  }
  for (const wire of answer.UnprocessedQueryExecutionIds ?? []) {
    const id = wire.QueryExecutionId ?? "";
    readings.set(id, { unprocessed: { id, code: wire.ErrorCode, message: wire.ErrorMessage } });
  }
  return readings;
}
