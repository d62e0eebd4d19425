import type { WorkgroupActivity } from "@/lib/contracts/workgroups";
import type { EngineFamily } from "@/lib/domain/engines";

/** What a list shows of activity, a column each. */
export const FIGURES = ["running", "queued", "runs", "failed", "scanned", "cost"] as const;
export type FigureId = (typeof FIGURES)[number];

type FigureOf = (activity: WorkgroupActivity, family: EngineFamily) => number | undefined;

const ofRuns =
  (figure: FigureOf): FigureOf =>
  (activity, family) =>
    activity.stretch.count === 0 ? undefined : figure(activity, family);

/** The figure of a workgroup; undefined where there is nothing to count. Sessions do not queue, and scan elsewhere. */
export const figureOf: Record<FigureId, FigureOf> = {
  running: ({ running }) => running,
  queued: ({ queued }, family) => (family === "sql" ? queued : undefined),
  runs: ({ stretch }) => stretch.count,
  failed: ofRuns(({ failed }) => failed),
  scanned: ofRuns(({ scannedBytes }, family) => (family === "sql" ? scannedBytes : undefined)),
  cost: ofRuns(({ costUsd, costUnknown, stretch }) =>
    costUnknown === stretch.count ? undefined : costUsd,
  ),
};

/** More than any time in milliseconds. */
const AFTER_ALL_TIMES = 2 ** 43;

/** What a list is sorted by. Of as many runs, those of a shorter stretch are more. */
export const figureKeyOf = (
  id: FigureId,
  activity: WorkgroupActivity,
  family: EngineFamily,
): number | undefined => {
  const figure = figureOf[id](activity, family);
  return id === "runs" && figure !== undefined
    ? figure * AFTER_ALL_TIMES + (activity.stretch.since ?? 0)
    : figure;
};
