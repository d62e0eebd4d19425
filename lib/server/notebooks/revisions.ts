import { and, asc, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import {
  foldsInto,
  type NotebookMetadata,
  REVISIONS_CHARS_MAX,
  REVISIONS_MAX,
  type RevisionKind,
} from "@/lib/domain/notebooks";
import type { Ctx } from "../context";
import type { Queries } from "../db/database";
import { notebookRevisions as table } from "../db/schema";
import { ifRemembered } from "../sessions/if-remembered";
import { payloadHash } from "./payload";

export type Person = { id: string; name: string };

export type Save = {
  notebook: Pick<NotebookMetadata, "id" | "workgroup" | "name">;
  payload: string;
  kind: RevisionKind;
  /** Absent for what was saved elsewhere. */
  by: Person | undefined;
  savedAt: Date;
};

/** What a revision says of itself, without its text. */
const facts = {
  id: table.id,
  kind: table.kind,
  name: table.name,
  savedAt: table.savedAt,
  actorId: table.actorId,
  actorName: table.actorName,
  payloadHash: table.payloadHash,
  payloadChars: sql<number>`length(${table.payload})`.mapWith(Number),
};

export type RevisionFacts = Awaited<ReturnType<typeof revisionsOf>>[number];

/** The revisions of a notebook, newest first. */
export const revisionsOf = (queries: Queries, notebookId: string, limit = REVISIONS_MAX) =>
  queries
    .select(facts)
    .from(table)
    .where(eq(table.notebookId, notebookId))
    .orderBy(desc(table.id))
    .limit(limit);

/** One revision with its text; undefined when it is not the notebook's or no longer kept. */
export async function revisionOf(queries: Queries, notebookId: string, id: number) {
  const [found] = await queries
    .select({ ...facts, payload: table.payload })
    .from(table)
    .where(and(eq(table.notebookId, notebookId), eq(table.id, id)));
  return found;
}

/** Who created or imported a notebook here; undefined for what came to be elsewhere. */
export async function ownerOf(queries: Queries, notebookId: string): Promise<Person | undefined> {
  const [first] = await queries
    .select({ id: table.actorId, name: table.actorName })
    .from(table)
    .where(
      and(
        eq(table.notebookId, notebookId),
        inArray(table.kind, ["created", "imported"]),
        isNotNull(table.actorId),
      ),
    )
    .orderBy(asc(table.id))
    .limit(1);
  return first && personOf({ actorId: first.id, actorName: first.name });
}

/** Who saved each of these notebooks last; those that were saved elsewhere since are absent. */
export async function lastSaversOf(
  queries: Queries,
  notebookIds: string[],
): Promise<Map<string, Person>> {
  if (notebookIds.length === 0) return new Map();
  const rows = await queries
    .selectDistinctOn([table.notebookId], {
      notebookId: table.notebookId,
      actorId: table.actorId,
      actorName: table.actorName,
    })
    .from(table)
    .where(inArray(table.notebookId, notebookIds))
    .orderBy(table.notebookId, desc(table.id));
  return new Map(
    rows.flatMap((row) => {
      const person = personOf(row);
      return person ? [[row.notebookId, person]] : [];
    }),
  );
}

export const personOf = (row: {
  actorId: string | null;
  actorName: string | null;
}): Person | undefined =>
  row.actorId === null ? undefined : { id: row.actorId, name: row.actorName ?? row.actorId };

/** Keeps what was saved: within the newest revision where both belong together, as a new one otherwise. */
export async function keepRevision(queries: Queries, save: Save): Promise<void> {
  const { notebook, payload, kind, by, savedAt } = save;
  const hash = payloadHash(payload);
  let [newest] = await revisionsOf(queries, notebook.id, 1);
  if (newest?.kind === "outside" && newest.payloadHash === hash && kind !== "outside") {
    // A reader noticed this very save before it was recorded.
    await queries.delete(table).where(eq(table.id, newest.id));
    [newest] = await revisionsOf(queries, notebook.id, 1);
  }
  const values = { name: notebook.name, payload, payloadHash: hash };
  const folds = foldsInto(newest && { ...newest, savedAt: newest.savedAt.getTime() }, {
    kind,
    actorId: by?.id ?? null,
    savedAt: savedAt.getTime(),
  });
  if (newest && folds) {
    await queries.update(table).set(values).where(eq(table.id, newest.id));
    return;
  }
  await queries.insert(table).values({
    ...values,
    notebookId: notebook.id,
    workgroup: notebook.workgroup,
    kind,
    actorId: by?.id,
    actorName: by?.name,
    savedAt,
  });
  await dropOldest(queries, notebook.id);
}

/** The first and the newest revision stay whatever their size. */
async function dropOldest(queries: Queries, notebookId: string): Promise<void> {
  const ranked = queries
    .select({
      id: table.id,
      rank: sql<number>`row_number() over (order by ${table.id} desc)`.as("rank"),
      first: sql<number>`min(${table.id}) over ()`.as("first"),
      chars: sql<number>`sum(length(${table.payload})) over (order by ${table.id} desc)`.as(
        "chars",
      ),
    })
    .from(table)
    .where(eq(table.notebookId, notebookId))
    .as("ranked");
  const dropped = queries
    .select({ id: ranked.id })
    .from(ranked)
    .where(
      sql`${ranked.rank} > 1 and ${ranked.id} <> ${ranked.first} and (${ranked.rank} >= ${REVISIONS_MAX} or ${ranked.chars} > ${REVISIONS_CHARS_MAX})`,
    );
  await queries.delete(table).where(inArray(table.id, dropped));
}

/**
 * What Athena has now is kept as `outside` where the newest revision is something else. Answers the newest
 * revision. Without a database a notebook is shown all the same.
 */
export async function noticeRevision(
  ctx: Ctx,
  notebook: NotebookMetadata,
  payload: string,
): Promise<RevisionFacts | undefined> {
  const { queries } = ctx.runtime.database;
  return ifRemembered(ctx, async () => {
    const [newest] = await revisionsOf(queries, notebook.id, 1);
    if (newest?.payloadHash === payloadHash(payload)) return newest;
    const savedAt = new Date(notebook.modifiedAt ?? Date.now());
    const save = { notebook, payload, kind: "outside", by: undefined, savedAt } as const;
    await queries.transaction((tx) => keepRevision(tx, save));
    const [kept] = await revisionsOf(queries, notebook.id, 1);
    return kept;
  });
}
