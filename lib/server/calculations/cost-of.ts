import { sparkCostUsd } from "@/lib/domain/cost";
import type { Ctx } from "../context";

/** US dollars of a calculation, estimated; `dpuMs` is DPUs times milliseconds. */
export const costOf = (ctx: Ctx, dpuMs: number | undefined) =>
  dpuMs === undefined ? undefined : sparkCostUsd(dpuMs, ctx.runtime.env.sparkUsdPerDpuHour);
