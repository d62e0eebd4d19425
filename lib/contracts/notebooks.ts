import { z } from "zod";
import {
  NOTEBOOK_NAME,
  NOTEBOOK_NAME_RULE,
  PAYLOAD_CHARS_MAX,
  REVISION_KINDS,
} from "@/lib/domain/notebooks";
import { contract } from "./contract";

const text = z.string().optional();
const number = z.number().optional();
/** Absent for what was done outside Athenaeum. */
const person = z.object({ id: z.string(), name: z.string() }).optional();

/** Times are epoch milliseconds. */
const metadata = {
  id: z.string(),
  name: z.string(),
  workgroup: z.string(),
  createdAt: number,
  modifiedAt: number,
};

/** `state`: where it was asked for. */
const session = z.object({ id: z.string(), startedAt: number, state: text });

const notebookRow = z.object({
  ...metadata,
  /** Its one active session. */
  session: session.optional(),
  /** Who saved it last, where that was here and nobody saved it elsewhere since. */
  savedBy: person,
});
export type NotebookRow = z.output<typeof notebookRow>;

const workgroup = z.string().regex(/^[a-zA-Z0-9._-]{1,128}$/, "Choose a workgroup");
const name = z.string().trim().regex(NOTEBOOK_NAME, `A name has ${NOTEBOOK_NAME_RULE}`);
/** ipynb text. PostgreSQL keeps no NUL; JSON writes it as an escape. */
const payload = z
  .string()
  .min(1, "The notebook is empty")
  .max(PAYLOAD_CHARS_MAX, "A notebook has at most 10,485,760 characters")
  .refine((value) => !value.includes("\0"), "The notebook holds a NUL character");
/** Ten million characters in UTF-8, escaped as a JSON text. */
const PAYLOAD_BODY_BYTES_MAX = 48 * 1_024 * 1_024;
/** SHA-256 of a payload in UTF-8, hexadecimal. */
const hash = z.string().regex(/^[0-9a-f]{64}$/, "This is not the hash of a payload");

const notebookId = z.object({
  id: z
    .string()
    .regex(/^[a-f0-9]{8}(-[a-f0-9]{4}){3}-[a-f0-9]{12}$/, "This is not a notebook's id"),
});

/** ListNotebookMetadata over one or all visible PySpark workgroups, in the order of their names. */
export const listNotebooks = contract({
  name: "listNotebooks",
  method: "GET",
  path: "/api/notebooks",
  input: z.object({
    workgroup: z.string().min(1).max(128).optional(),
    name: z.string().trim().max(255).optional(),
    cursor: z.string().min(1).max(4_096).optional(),
  }),
  output: z.object({
    rows: z.array(notebookRow),
    /** Workgroups that Athena would not list, with its reason; the others go on. */
    unreadable: z.array(z.object({ workgroup: z.string(), message: z.string() })),
    /** Absent when everything is read. */
    cursor: text,
    workgroups: z.object({ read: z.number(), total: z.number() }),
  }),
});

/** CreateNotebook: an empty notebook. The same token creates it once. */
export const createNotebook = contract({
  name: "createNotebook",
  method: "POST",
  path: "/api/notebooks",
  workgroupIn: "workgroup",
  input: z.object({ workgroup, name, clientRequestToken: z.uuid() }),
  output: z.object({ id: z.string() }),
});

/** ImportNotebook from ipynb text. */
export const importNotebook = contract({
  name: "importNotebook",
  method: "POST",
  path: "/api/notebooks/import",
  workgroupIn: "workgroup",
  bodyBytesMax: PAYLOAD_BODY_BYTES_MAX,
  input: z.object({ workgroup, name, payload, clientRequestToken: z.uuid() }),
  output: z.object({ id: z.string() }),
});

/** ExportNotebook, with its active session and who saved it last. */
export const getNotebook = contract({
  name: "getNotebook",
  method: "GET",
  path: "/api/notebooks/[id]",
  input: notebookId,
  output: notebookRow.extend({
    payload: z.string(),
    payloadHash: z.string(),
    /** Who created or imported it here. */
    createdBy: person,
  }),
});
export type NotebookDetail = z.output<typeof getNotebook.output>;

/** The notebook as a file; answers bytes, not JSON. */
export const exportNotebook = contract({
  name: "exportNotebook",
  method: "GET",
  path: "/api/notebooks/[id]/download",
  input: notebookId,
  output: z.object({}),
});

/**
 * UpdateNotebook, if the notebook still is what `basedOn` says. Otherwise CONFLICT, whose fields are
 * `payloadHash`, `savedAt` (epoch milliseconds) and `savedBy` of what is there now.
 */
export const updateNotebook = contract({
  name: "updateNotebook",
  method: "PATCH",
  path: "/api/notebooks/[id]",
  bodyBytesMax: PAYLOAD_BODY_BYTES_MAX,
  input: notebookId.extend({
    payload,
    basedOn: hash,
    kind: z.enum(["saved", "restored"]).default("saved"),
  }),
  output: z.object({ payloadHash: z.string(), savedAt: z.number() }),
});

/** UpdateNotebookMetadata. Athena refuses it while a session of the notebook is active. */
export const renameNotebook = contract({
  name: "renameNotebook",
  method: "PATCH",
  path: "/api/notebooks/[id]/name",
  input: notebookId.extend({ name }),
  output: z.object({}),
});

/** DeleteNotebook, with the revisions kept here. Athena refuses it while a session of it is active. */
export const deleteNotebook = contract({
  name: "deleteNotebook",
  method: "DELETE",
  path: "/api/notebooks/[id]",
  input: notebookId,
  output: z.object({}),
});

/** ListNotebookSessions: active ones only. */
export const listNotebookSessions = contract({
  name: "listNotebookSessions",
  method: "GET",
  path: "/api/notebooks/[id]/sessions",
  input: notebookId,
  output: z.object({ sessions: z.array(session) }),
});

const revision = z.object({
  id: z.number(),
  kind: z.enum(REVISION_KINDS),
  name: z.string(),
  savedAt: z.number(),
  savedBy: person,
  payloadHash: z.string(),
  payloadChars: z.number(),
});
export type NotebookRevision = z.output<typeof revision>;

/** What was saved here, and what was found saved elsewhere, newest first. */
export const listNotebookRevisions = contract({
  name: "listNotebookRevisions",
  method: "GET",
  path: "/api/notebooks/[id]/revisions",
  input: notebookId,
  output: z.object({ revisions: z.array(revision) }),
});

export const getNotebookRevision = contract({
  name: "getNotebookRevision",
  method: "GET",
  path: "/api/notebooks/[id]/revisions/[revision]",
  input: notebookId.extend({ revision: z.coerce.number().int().positive() }),
  output: revision.extend({ payload: z.string() }),
});

/** CreatePresignedNotebookUrl of the active session: whoever has the address works as the session's role. */
export const openNotebook = contract({
  name: "openNotebook",
  method: "POST",
  path: "/api/notebooks/[id]/open",
  input: notebookId,
  output: z.object({ url: z.string().regex(/^https?:\/\//) }),
});
