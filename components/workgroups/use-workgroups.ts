import { useMemo } from "react";
import { useEveryWorkgroup } from "@/components/data/workgroup/use-every-workgroup";
import { isFigure, type Row, rowsInOrder, rowsThatMatch } from "./rows";
import { useActivityOfAll } from "./use-activity-of-all";
import type { useAddress } from "./use-address";

const NONE: readonly string[] = [];

/** All visible workgroups, and those that the address leaves in its order: both are of all. */
export function useWorkgroups({ filter, order }: ReturnType<typeof useAddress>) {
  const every = useEveryWorkgroup();
  const { workgroups, unreadable } = every;
  const all = useMemo<Row[]>(
    () => [
      ...workgroups.map((workgroup) => ({ name: workgroup.name, workgroup })),
      ...unreadable.map(({ name, message }) => ({ name, unreadable: message })),
    ],
    [workgroups, unreadable],
  );
  const { text, tag, state, family, enforced } = filter;
  const matching = useMemo(
    () => rowsThatMatch(all, { text, tag, state, family, enforced }),
    [all, text, tag, state, family, enforced],
  );
  const { by, descending } = order;
  const byFigure = isFigure(by);
  const asked = useMemo(
    () => (byFigure ? matching.flatMap(({ name, workgroup }) => (workgroup ? name : [])) : NONE),
    [matching, byFigure],
  );
  const activity = useActivityOfAll(asked);
  const rows = useMemo(
    () => rowsInOrder(matching, { by, descending }, activity.known),
    [matching, by, descending, activity.known],
  );
  const withoutTags = useMemo(
    () => workgroups.flatMap(({ name, tagsProblem }) => (tagsProblem ? name : [])),
    [workgroups],
  );
  return { ...every, all, rows, activity, withoutTags };
}
