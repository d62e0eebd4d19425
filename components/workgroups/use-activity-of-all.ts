import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { announce } from "@/components/ui/announce";
import { createActivityOfAll } from "@/lib/client/activity-of-all";
import { formatCount } from "@/lib/domain/format";

/** Activity of all these workgroups, read while the list is on the page. `names` is stable. */
export function useActivityOfAll(names: readonly string[]) {
  const client = useQueryClient();
  const all = useMemo(() => createActivityOfAll(client, names), [client, names]);
  const activity = useSyncExternalStore(all.subscribe, all.current, all.current);
  const reading = activity.read < activity.total && activity.problem === undefined;
  const wasReading = useRef(false);
  useEffect(() => {
    if (wasReading.current && !reading && activity.total > 0)
      announce(`The activity of ${formatCount(activity.read)} workgroups is read`);
    wasReading.current = reading;
  }, [reading, activity.read, activity.total]);
  return { ...activity, reading, readOn: all.readOn };
}
