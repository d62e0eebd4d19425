import {
  infiniteQueryOptions,
  mutationOptions,
  type QueryClient,
  queryOptions,
} from "@tanstack/react-query";
import type { InputOf } from "@/lib/contracts/contract";
import type * as contracts from "@/lib/contracts/notebooks";
import type { startSession } from "@/lib/contracts/sessions";
import { call } from "./call";
import { newRequestToken } from "./queries";

type NotebooksFilter = Omit<InputOf<typeof contracts.listNotebooks>, "cursor">;

const LISTS = ["notebooks", "list"] as const;

/** Notebooks of one or all visible workgroups, read on as the reader scrolls. */
export const notebooksOptions = (filter: NotebooksFilter) =>
  infiniteQueryOptions({
    queryKey: [...LISTS, filter.workgroup ?? null, filter.name ?? ""],
    queryFn: ({ pageParam, signal }) =>
      call<typeof contracts.listNotebooks>(
        "GET /api/notebooks",
        { ...filter, cursor: pageParam },
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.cursor,
    staleTime: 0,
  });

/** A notebook with its text. An editor holds its own from then on, so it is not read again by itself. */
export const notebookOptions = (id: string) =>
  queryOptions({
    queryKey: ["notebooks", "detail", id],
    queryFn: ({ signal }) =>
      call<typeof contracts.getNotebook>("GET /api/notebooks/[id]", { id }, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** Its active sessions; asked for while a page of the notebook is open: others start and end them too. */
export const notebookSessionsOptions = (id: string) =>
  queryOptions({
    queryKey: ["notebooks", "sessions", id],
    queryFn: ({ signal }) =>
      call<typeof contracts.listNotebookSessions>(
        "GET /api/notebooks/[id]/sessions",
        { id },
        signal,
      ),
    staleTime: 0,
    refetchInterval: 10_000,
  });

export const notebookRevisionsOptions = (id: string) =>
  queryOptions({
    queryKey: ["notebooks", "revisions", id],
    queryFn: ({ signal }) =>
      call<typeof contracts.listNotebookRevisions>(
        "GET /api/notebooks/[id]/revisions",
        { id },
        signal,
      ),
    staleTime: 0,
  });

/** One revision with its text, which saves of the same few minutes may still replace. */
export const notebookRevisionOptions = (id: string, revision: number) =>
  queryOptions({
    queryKey: ["notebooks", "revision", id, revision],
    queryFn: ({ signal }) =>
      call<typeof contracts.getNotebookRevision>(
        "GET /api/notebooks/[id]/revisions/[revision]",
        { id, revision },
        signal,
      ),
    staleTime: 0,
  });

const listsChanged = (client: QueryClient) => client.invalidateQueries({ queryKey: LISTS });

/** The caller keeps one token per intended notebook, so that a retry creates nothing twice. */
export const createNotebookMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (input: InputOf<typeof contracts.createNotebook>) =>
      call<typeof contracts.createNotebook>("POST /api/notebooks", input),
    onSuccess: () => listsChanged(client),
  });

/** As `createNotebookMutation`, from ipynb text. */
export const importNotebookMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: importNotebook,
    onSuccess: () => listsChanged(client),
  });

export const renameNotebookMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (input: InputOf<typeof contracts.renameNotebook>) =>
      call<typeof contracts.renameNotebook>("PATCH /api/notebooks/[id]/name", input),
    onSuccess: () => listsChanged(client),
  });

export const deleteNotebookMutation = (client: QueryClient) =>
  mutationOptions({
    mutationFn: (id: string) =>
      call<typeof contracts.deleteNotebook>("DELETE /api/notebooks/[id]", { id }),
    onSuccess: () => listsChanged(client),
  });

export const importNotebook = (input: InputOf<typeof contracts.importNotebook>) =>
  call<typeof contracts.importNotebook>("POST /api/notebooks/import", input);

/** Saves a notebook if it still is what `basedOn` says. @throws CallError CONFLICT when it is not */
export const saveNotebook = (input: InputOf<typeof contracts.updateNotebook>) =>
  call<typeof contracts.updateNotebook>("PATCH /api/notebooks/[id]", input);

/** The notebook as Athena has it now, past the cache. */
export const readNotebook = (id: string) =>
  call<typeof contracts.getNotebook>("GET /api/notebooks/[id]", { id });

/** The address of Athena's own page, which holds a token: it is opened at once and kept nowhere. */
export async function openInAthena(id: string): Promise<void> {
  const { url } = await call<typeof contracts.openNotebook>("POST /api/notebooks/[id]/open", {
    id,
  });
  const { protocol } = new URL(url);
  if (protocol !== "https:" && protocol !== "http:")
    throw new Error("Athena gave an address that is none of a page");
  window.open(url, "_blank", "noopener,noreferrer");
}

/** Starts a notebook's session with what its workgroup sets; its pages hear of it at once. Answers the id. */
export async function startNotebookSession(
  client: QueryClient,
  notebook: { notebookId: string; workgroup: string },
): Promise<string> {
  const { id } = await call<typeof startSession>("POST /api/sessions", {
    ...notebook,
    clientRequestToken: newRequestToken(),
  });
  await client.invalidateQueries({
    queryKey: notebookSessionsOptions(notebook.notebookId).queryKey,
  });
  return id;
}
