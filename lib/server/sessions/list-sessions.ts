import { z } from "zod";
import { toAppError } from "@/lib/athena/errors";
import type { ListedSession, SessionReading } from "@/lib/athena/sessions";
import { keepable } from "@/lib/contracts/keepable";
import type { listSessions as contract, IdleSession, SessionRow } from "@/lib/contracts/sessions";
import { SPARK_FAMILIES } from "@/lib/domain/engines";
import { AppError } from "@/lib/domain/errors";
import { dpusHeld } from "@/lib/domain/executors";
import { sessionHolds } from "@/lib/domain/session-filter";
import { idleForMs, isSessionInFlight } from "@/lib/domain/sessions";
import { authorize } from "../authorize";
import type { Ctx, Verb } from "../context";
import { visibleWorkgroups } from "../workgroups/visible-workgroups";
import { ifRemembered } from "./if-remembered";
import {
  type EndedCursor,
  endedSessions,
  memoriesOf,
  rememberGone,
  rememberSessions,
  unendedIds,
} from "./session-memory";
import { liveRow, rememberedRow } from "./to-row";

const ENDED_PAGE = 100;
/** A list may show figures of so long ago, unless Athena lists another state. */
const LISTED_MAX_AGE_MS = 10_000;

/** ListSessions of each visible Spark workgroup, GetSession of each active one, then those that we remember. */
export const listSessions: Verb<typeof contract> = async (ctx, input) => {
  authorize(ctx, "listSessions", input.workgroup ? { workgroup: input.workgroup } : {});
  const workgroups = input.workgroup
    ? [input.workgroup]
    : await visibleWorkgroups(ctx, "listSessions", SPARK_FAMILIES);
  const { show = "active", text } = input;
  const mine = input.mine ? ctx.actor.id : undefined;
  const cursor = input.cursor === undefined ? undefined : decodeCursor(input.cursor);

  const live = cursor ? undefined : await readLive(ctx, workgroups);
  const wanted = (row: SessionRow) =>
    (!text || sessionHolds(row, text)) && (mine === undefined || row.startedBy?.id === mine);
  const ended =
    show === "active"
      ? []
      : await ifRemembered(ctx, () =>
          endedSessions(
            ctx.runtime.database.queries,
            { workgroups, text, ...(mine === undefined ? {} : { actorId: mine }) },
            cursor,
            ENDED_PAGE + 1,
          ),
        );
  const page = ended?.slice(0, ENDED_PAGE) ?? [];
  const last = page.at(-1);
  const active = live?.rows ?? [];
  return {
    rows: [
      ...(show === "ended" ? [] : active.filter(wanted)),
      ...page.map((session) => rememberedRow(ctx, session)),
    ],
    idleLong: live ? await idleLongOf(ctx, active) : [],
    idleAlarmMs: ctx.runtime.env.sparkIdleAlarmMs,
    usdPerDpuHour: ctx.runtime.env.sparkUsdPerDpuHour,
    activeCount: active.length,
    unreadable: live?.unreadable ?? [],
    remembered: ended !== undefined && live?.remembered !== false,
    cursor:
      ended && last && ended.length > ENDED_PAGE
        ? encodeCursor({ startedAt: last.facts.startedAt ?? 0, id: last.facts.id })
        : undefined,
  };
};

type Live = {
  rows: SessionRow[];
  unreadable: { workgroup: string; message: string }[];
  remembered: boolean;
};

/** Sessions that have not ended, newest first. Those that Athena lists no longer are read to learn their end. */
async function readLive(ctx: Ctx, workgroups: string[]): Promise<Live> {
  const { queries } = ctx.runtime.database;
  const lists = await Promise.all(workgroups.map((workgroup) => readList(ctx, workgroup)));
  // A list that changes between two of its pages may name one twice.
  const listed = [
    ...new Map(lists.flatMap(({ sessions }) => sessions).map((one) => [one.id, one])).values(),
  ];
  const readings = await Promise.all(listed.map((session) => readListed(ctx, session)));
  const kept = await ifRemembered(ctx, async () => {
    await rememberSessions(queries, present(readings), "listed");
    const known = new Set(listed.map(({ id }) => id));
    const vanished = (await unendedIds(queries, workgroups)).filter((id) => !known.has(id));
    const ends = present(await Promise.all(vanished.map((id) => readVanished(ctx, id))));
    await rememberSessions(queries, ends, "listed");
    return ends;
  });
  const all = [...present(readings), ...(kept ?? [])].filter(
    ({ value }) => isSessionInFlight(value.state) && workgroups.includes(value.workgroup),
  );
  const ids = all.map(({ value }) => value.id);
  const memories = kept && (await ifRemembered(ctx, () => memoriesOf(queries, ids)));
  const rows = all.map((reading) => liveRow(ctx, reading, memories?.get(reading.value.id)));
  return {
    rows: rows.sort((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0)),
    unreadable: lists.flatMap(({ unreadable }) => unreadable ?? []),
    remembered: kept !== undefined,
  };
}

const present = (readings: (SessionReading | undefined)[]) =>
  readings.filter((reading) => reading !== undefined);

type List = { sessions: ListedSession[]; unreadable?: { workgroup: string; message: string } };

async function readList(ctx: Ctx, workgroup: string): Promise<List> {
  try {
    return { sessions: await ctx.runtime.athena.readSessionList(workgroup) };
  } catch (cause) {
    const error = toAppError(cause);
    // Nothing answers at all, or too fast: the whole request fails and may be tried again.
    if (error.code === "UPSTREAM" && error.details.upstreamCode !== "AccessDeniedException")
      throw error;
    if (error.code === "THROTTLED") throw error;
    return { sessions: [], unreadable: { workgroup, message: error.message } };
  }
}

/** The list names state and times only; the rest is read when it is old or the list shows another state. */
async function readListed(ctx: Ctx, listed: ListedSession): Promise<SessionReading | undefined> {
  const { athena } = ctx.runtime;
  const reading = await notFoundAs(undefined, athena.readSession(listed.id, LISTED_MAX_AGE_MS));
  if (reading === undefined || reading.value.state === listed.state) return reading;
  return notFoundAs(undefined, athena.readSession(listed.id));
}

async function readVanished(ctx: Ctx, id: string): Promise<SessionReading | undefined> {
  const reading = await notFoundAs(undefined, ctx.runtime.athena.readSession(id));
  if (reading === undefined) await rememberGone(ctx.runtime.database.queries, id, Date.now());
  return reading;
}

async function notFoundAs<T, N>(instead: N, answer: Promise<T>): Promise<T | N> {
  try {
    return await answer;
  } catch (cause) {
    if (cause instanceof AppError && cause.code === "NOT_FOUND") return instead;
    throw cause;
  }
}

/** Idle for longer than the alarm says, the longest first, with the DPUs that they hold. */
async function idleLongOf(ctx: Ctx, rows: SessionRow[]): Promise<IdleSession[]> {
  const now = Date.now();
  const idleMs = (row: SessionRow) => idleForMs(row, now) ?? -1;
  const long = rows
    .filter((row) => idleMs(row) >= ctx.runtime.env.sparkIdleAlarmMs)
    .sort((a, b) => idleMs(b) - idleMs(a));
  return Promise.all(
    long.map(async (row) => {
      const executors = await ctx.runtime.athena
        .readExecutors(row.id, LISTED_MAX_AGE_MS)
        .catch(() => undefined);
      return { ...row, dpusHeld: executors && dpusHeld(executors.value) };
    }),
  );
}

/** The last millisecond of year 9999: later ones the database may not read. */
const TIME_MAX_MS = 253_402_300_799_999;
const endedCursor = z.tuple([z.number().int().min(0).max(TIME_MAX_MS), keepable(256)]);

const encodeCursor = ({ startedAt, id }: EndedCursor) =>
  Buffer.from(JSON.stringify([startedAt, id])).toString("base64url");

function decodeCursor(cursor: string): EndedCursor {
  try {
    const [startedAt, id] = endedCursor.parse(
      JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")),
    );
    return { startedAt, id };
  } catch {
    throw new AppError("INVALID", "This place in the list is not known: reload it");
  }
}
