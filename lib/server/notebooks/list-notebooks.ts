import { z } from "zod";
import { toAppError } from "@/lib/athena/errors";
import type { OutputOf } from "@/lib/contracts/contract";
import type { listNotebooks as contract } from "@/lib/contracts/notebooks";
import { AppError } from "@/lib/domain/errors";
import type { NotebookMetadata } from "@/lib/domain/notebooks";
import { authorize } from "../authorize";
import type { Verb } from "../context";
import { ifRemembered } from "../sessions/if-remembered";
import { visibleWorkgroups } from "../workgroups/visible-workgroups";
import { activeSessionsOf } from "./active-sessions";
import { lastSaversOf } from "./revisions";

/** A request ends after so many rows, or so many of Athena's pages. */
const ROWS_MIN = 50;
const PAGES_MAX = 5;

type Unreadable = OutputOf<typeof contract>["unreadable"];
/** The workgroup to go on with, and where in it; undefined at its beginning. */
type Place = { workgroup: string; nextToken: string | undefined };

/** ListNotebookMetadata of one workgroup after the other, each page once. */
export const listNotebooks: Verb<typeof contract> = async (ctx, input) => {
  authorize(ctx, "listNotebooks", input.workgroup ? { workgroup: input.workgroup } : {});
  const workgroups = input.workgroup
    ? [input.workgroup]
    : (await visibleWorkgroups(ctx, "listNotebooks", ["pyspark"])).sort();
  // A place names a workgroup of this list, which holds what the person may see only.
  let place = input.cursor ? decodeCursor(input.cursor, workgroups) : beginning(workgroups[0]);

  const notebooks: NotebookMetadata[] = [];
  const unreadable: Unreadable = [];
  for (let pages = 0; place && pages < PAGES_MAX && notebooks.length < ROWS_MIN; pages += 1) {
    const { workgroup }: Place = place;
    let nextToken: string | undefined;
    try {
      const page = await ctx.runtime.athena.readNotebooksPage(
        workgroup,
        input.name || undefined,
        place.nextToken,
      );
      notebooks.push(...page.notebooks);
      nextToken = page.nextToken;
    } catch (cause) {
      unreadable.push({ workgroup, message: refusal(cause, input.workgroup !== undefined) });
    }
    place = nextToken === undefined ? after(workgroups, workgroup) : { workgroup, nextToken };
  }

  const [sessions, savers] = await Promise.all([
    activeSessionsOf(ctx, [...new Set(notebooks.map(({ workgroup }) => workgroup))]),
    ifRemembered(ctx, () =>
      lastSaversOf(
        ctx.runtime.database.queries,
        notebooks.map(({ id }) => id),
      ),
    ),
  ]);
  return {
    rows: notebooks.map((notebook) => ({
      ...notebook,
      session: sessions.get(notebook.id),
      savedBy: savers?.get(notebook.id),
    })),
    unreadable,
    cursor: place && encodeCursor(place),
    workgroups: {
      read: place ? workgroups.indexOf(place.workgroup) : workgroups.length,
      total: workgroups.length,
    },
  };
};

/** What one workgroup refuses does not hide the others. @throws what concerns all of them, or the only one */
function refusal(cause: unknown, only: boolean): string {
  const error = toAppError(cause);
  const denied = error.details.upstreamCode === "AccessDeniedException";
  if (only || error.code === "THROTTLED" || (error.code === "UPSTREAM" && !denied)) throw error;
  return error.message;
}

const beginning = (workgroup: string | undefined): Place | undefined =>
  workgroup === undefined ? undefined : { workgroup, nextToken: undefined };

const after = (workgroups: readonly string[], workgroup: string) =>
  beginning(workgroups.find((name) => name > workgroup));

const wirePlace = z.tuple([z.string().min(1).max(128), z.string().min(1).nullable()]);

const encodeCursor = ({ workgroup, nextToken }: Place) =>
  Buffer.from(JSON.stringify([workgroup, nextToken ?? null])).toString("base64url");

function decodeCursor(cursor: string, workgroups: readonly string[]): Place | undefined {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    // Told below.
  }
  const parsed = wirePlace.safeParse(json);
  if (!parsed.success)
    throw new AppError("INVALID", "This place in the list is not known: reload the list");
  const [workgroup, nextToken] = parsed.data;
  return workgroups.includes(workgroup)
    ? { workgroup, nextToken: nextToken ?? undefined }
    : after(workgroups, workgroup);
}
