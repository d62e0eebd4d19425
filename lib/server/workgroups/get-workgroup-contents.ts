import { toAppError } from "@/lib/athena/errors";
import type { OutputOf } from "@/lib/contracts/contract";
import type { ContentsPart, getWorkgroupContents as contract } from "@/lib/contracts/workgroups";
import { authorize } from "../authorize";
import type { Verb } from "../context";

type Contents = OutputOf<typeof contract>;
type Unreadable = Contents["unreadable"];

const SHOWN_MAX = 50;
const nothing = () => ({ items: [], more: false });

/** What is saved in a workgroup and which sessions are active; parts that its engine family has none of are empty. */
export const getWorkgroupContents: Verb<typeof contract> = async (ctx, { name }) => {
  authorize(ctx, "getWorkgroupContents", { workgroup: name });
  const { athena } = ctx.runtime;
  const { family } = (await athena.readWorkgroup(name)).value;
  const unreadable: Unreadable = [];
  /** What one part refuses does not hide the others. */
  const part = async <T>(what: ContentsPart, ask: Promise<Part<T>>): Promise<Part<T>> => {
    try {
      return await ask;
    } catch (cause) {
      unreadable.push({ part: what, message: toAppError(cause).message });
      return nothing();
    }
  };
  const isSql = family === "sql";
  const [savedQueries, preparedStatements, notebooks, activeSessions] = await Promise.all([
    isSql ? part("savedQueries", athena.readSavedQueries(name)) : nothing(),
    isSql ? part("preparedStatements", athena.readPreparedStatements(name)) : nothing(),
    family === "pyspark" ? part("notebooks", readNotebooks(name)) : nothing(),
    isSql ? nothing() : part("activeSessions", readSessions(name)),
  ]);
  return { savedQueries, preparedStatements, notebooks, activeSessions, unreadable };

  async function readNotebooks(workgroup: string) {
    const page = await athena.readNotebooksPage(workgroup, undefined, undefined);
    return { items: page.notebooks, more: page.nextToken !== undefined };
  }
  async function readSessions(workgroup: string) {
    const sessions = await athena.readSessionList(workgroup);
    return { items: sessions.slice(0, SHOWN_MAX), more: sessions.length > SHOWN_MAX };
  }
};

type Part<T> = { items: T[]; more: boolean };
