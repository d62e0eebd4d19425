import {
  type AthenaClient,
  CreateNotebookCommand,
  CreatePresignedNotebookUrlCommand,
  DeleteNotebookCommand,
  ExportNotebookCommand,
  GetNotebookMetadataCommand,
  ImportNotebookCommand,
  ListNotebookMetadataCommand,
  ListNotebookSessionsCommand,
  UpdateNotebookCommand,
  UpdateNotebookMetadataCommand,
  type NotebookMetadata as WireMetadata,
} from "@aws-sdk/client-athena";
import { AppError } from "@/lib/domain/errors";
import type { NotebookMetadata } from "@/lib/domain/notebooks";
import { upstream, upstreamOfKnown } from "./errors";

const PAGE_MAX = 50;

export type NewNotebookInput = { workgroup: string; name: string; clientRequestToken: string };

/** A notebook's active session; `startedAt` is epoch milliseconds. */
export type NotebookSession = { id: string; startedAt: number | undefined };

/** Notebooks of PySpark workgroups (reference 1, "Notebooks"). All members throw AppErrors. */
export function bindNotebooks(client: AthenaClient) {
  return {
    /** ListNotebookMetadata: the next 50 notebooks of a workgroup, by a part of their name where one is given. */
    async readNotebooksPage(
      workgroup: string,
      name: string | undefined,
      nextToken: string | undefined,
    ): Promise<{ notebooks: NotebookMetadata[]; nextToken: string | undefined }> {
      const page = await upstream(
        client.send(
          new ListNotebookMetadataCommand({
            WorkGroup: workgroup,
            Filters: name === undefined ? undefined : { Name: name },
            NextToken: nextToken,
            MaxResults: PAGE_MAX,
          }),
        ),
      );
      const notebooks = (page.NotebookMetadataList ?? []).map(toMetadata);
      return { notebooks, nextToken: page.NextToken };
    },

    /** GetNotebookMetadata. @throws AppError NOT_FOUND */
    async readNotebookMetadata(id: string): Promise<NotebookMetadata> {
      const answer = await upstreamOfKnown(
        client.send(new GetNotebookMetadataCommand({ NotebookId: id })),
      );
      return toMetadata(answer.NotebookMetadata ?? {});
    },

    /** ExportNotebook: metadata and ipynb text. @throws AppError NOT_FOUND */
    async exportNotebook(id: string): Promise<{ metadata: NotebookMetadata; payload: string }> {
      const answer = await upstreamOfKnown(
        client.send(new ExportNotebookCommand({ NotebookId: id })),
      );
      return { metadata: toMetadata(answer.NotebookMetadata ?? {}), payload: answer.Payload ?? "" };
    },

    /** CreateNotebook. Returns the id; the same token returns the same id. */
    async createNotebook({
      workgroup,
      name,
      clientRequestToken,
    }: NewNotebookInput): Promise<string> {
      const answer = await named(
        client.send(
          new CreateNotebookCommand({
            WorkGroup: workgroup,
            Name: name,
            ClientRequestToken: clientRequestToken,
          }),
        ),
      );
      return answer.NotebookId ?? "";
    },

    /** ImportNotebook. Returns the id; the same token returns the same id. */
    async importNotebook(input: NewNotebookInput & { payload: string }): Promise<string> {
      const answer = await named(
        client.send(
          new ImportNotebookCommand({
            WorkGroup: input.workgroup,
            Name: input.name,
            Payload: input.payload,
            Type: "IPYNB",
            ClientRequestToken: input.clientRequestToken,
          }),
        ),
      );
      return answer.NotebookId ?? "";
    },

    /** UpdateNotebook. `sessionId` is needed while a session of the notebook is active. */
    async updateNotebook(input: {
      id: string;
      payload: string;
      sessionId: string | undefined;
    }): Promise<void> {
      await upstreamOfKnown(
        client.send(
          new UpdateNotebookCommand({
            NotebookId: input.id,
            Payload: input.payload,
            Type: "IPYNB",
            SessionId: input.sessionId,
          }),
        ),
      );
    },

    /** UpdateNotebookMetadata: another name. */
    async renameNotebook(id: string, name: string): Promise<void> {
      await named(client.send(new UpdateNotebookMetadataCommand({ NotebookId: id, Name: name })));
    },

    /** DeleteNotebook. */
    async deleteNotebook(id: string): Promise<void> {
      await upstreamOfKnown(client.send(new DeleteNotebookCommand({ NotebookId: id })));
    },

    /** ListNotebookSessions, all pages: active ones, of which Athena allows one. */
    async listNotebookSessions(id: string): Promise<NotebookSession[]> {
      const sessions: NotebookSession[] = [];
      let nextToken: string | undefined;
      do {
        const page = await upstreamOfKnown(
          client.send(new ListNotebookSessionsCommand({ NotebookId: id, NextToken: nextToken })),
        );
        for (const { SessionId, CreationTime } of page.NotebookSessionsList ?? [])
          sessions.push({ id: SessionId ?? "", startedAt: CreationTime?.getTime() });
        nextToken = page.NextToken;
      } while (nextToken);
      return sessions;
    },

    /** CreatePresignedNotebookUrl: an address with a token in it, for ten minutes. Never to be kept or logged. */
    async presignNotebookUrl(sessionId: string): Promise<string> {
      const answer = await upstream(
        client.send(new CreatePresignedNotebookUrlCommand({ SessionId: sessionId })),
      );
      return answer.NotebookUrl ?? "";
    },
  };
}

function toMetadata(wire: WireMetadata): NotebookMetadata {
  return {
    id: wire.NotebookId ?? "",
    name: wire.Name ?? "",
    workgroup: wire.WorkGroup ?? "",
    createdAt: wire.CreationTime?.getTime(),
    modifiedAt: wire.LastModifiedTime?.getTime(),
  };
}

/** A name that another notebook of the workgroup has: InvalidRequestException too. */
const named = <T>(answer: Promise<T>): Promise<T> =>
  upstreamOfKnown(answer).catch((cause) => {
    if (cause instanceof AppError && cause.code === "INVALID" && TAKEN.test(cause.message))
      throw new AppError("CONFLICT", cause.message, {
        ...cause.details,
        fields: { name: cause.message },
      });
    throw cause;
  });

const TAKEN = /already exists/i;
