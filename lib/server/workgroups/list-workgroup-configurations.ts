import { toAppError } from "@/lib/athena/errors";
import type { WorkgroupReading } from "@/lib/athena/workgroups";
import type { listWorkgroupConfigurations as contract } from "@/lib/contracts/workgroups";
import { AppError } from "@/lib/domain/errors";
import { decide } from "@/lib/domain/permissions";
import { authorize } from "../authorize";
import type { Ctx, Verb } from "../context";
import { noticeWorkgroups } from "./notice";
import { shownWorkgroup } from "./shown-settings";

const PAGE = 25;
const LIST_MAX_AGE_MS = 10_000;
const NAME = /^[a-zA-Z0-9._-]{1,128}$/;

/** GetWorkGroup and ListTagsForResource of a page of workgroups; what changed outside is noticed. */
export const listWorkgroupConfigurations: Verb<typeof contract> = async (ctx, input) => {
  authorize(ctx, "listWorkgroupConfigurations");
  const { names, cursor, total } = await wanted(ctx, input);
  const read = await Promise.all(names.map((name) => readOne(ctx, name)));
  const readings = read.flatMap((one) => one.reading ?? []);
  await noticeWorkgroups(ctx, readings);
  return {
    workgroups: readings.map(({ value }) => shownWorkgroup(ctx, value)),
    unreadable: read.flatMap((one) => one.unreadable ?? []),
    cursor,
    total,
  };
};

type Wanted = { names: string[]; cursor: string | undefined; total: number };

async function wanted(
  ctx: Ctx,
  input: { names?: string | undefined; cursor?: string | undefined },
): Promise<Wanted> {
  if (input.names !== undefined) {
    const names = namesIn(input.names);
    for (const workgroup of names) authorize(ctx, "listWorkgroupConfigurations", { workgroup });
    return { names, cursor: undefined, total: names.length };
  }
  // Pages that follow each other are pages of one list.
  const all = await ctx.runtime.athena.listWorkgroups(
    input.cursor === undefined ? undefined : LIST_MAX_AGE_MS,
  );
  const visible = all
    .flatMap(({ Name }) => Name ?? [])
    .filter((workgroup) => decide(ctx.actor, "listWorkgroupConfigurations", { workgroup }).allowed)
    .sort(byCodeUnits);
  const { cursor } = input;
  const left = cursor === undefined ? visible : visible.filter((name) => name > cursor);
  const names = left.slice(0, PAGE);
  return {
    names,
    cursor: left.length > PAGE ? names.at(-1) : undefined,
    total: visible.length,
  };
}

/** As `>` compares, by which a page goes on after the last name of the one before. */
const byCodeUnits = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

function namesIn(text: string): string[] {
  const names = [...new Set(text.split(",").filter((name) => name !== ""))];
  const invalid = (message: string) =>
    new AppError("INVALID", message, { fields: { names: message } });
  if (names.length > PAGE) throw invalid(`At most ${PAGE} workgroups are read at a time`);
  const wrong = names.find((name) => !NAME.test(name));
  if (wrong !== undefined) throw invalid(`No workgroup can be called "${wrong.slice(0, 128)}"`);
  return names;
}

type One = { reading?: WorkgroupReading; unreadable?: { name: string; message: string } };

async function readOne(ctx: Ctx, name: string): Promise<One> {
  try {
    return { reading: await ctx.runtime.athena.readWorkgroup(name) };
  } catch (cause) {
    const error = toAppError(cause);
    const denied = error.details.upstreamCode === "AccessDeniedException";
    // Nothing answers at all, or too fast: the whole request fails and may be tried again.
    if (error.code === "THROTTLED" || (error.code === "UPSTREAM" && !denied)) throw error;
    return { unreadable: { name, message: error.message } };
  }
}
