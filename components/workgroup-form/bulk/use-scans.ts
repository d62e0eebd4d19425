import { useQueries } from "@tanstack/react-query";
import { workgroupActivityOptions } from "@/lib/client/workgroups";
import type { Planned } from "./plans";

/** Scanned bytes of the newest queries by workgroup, of those that get a limit: what it would have met. */
export function useScans(planned: readonly Planned[]): ReadonlyMap<string, readonly number[]> {
  const names = planned.flatMap(({ workgroup: { name }, plan }) =>
    plan.kind === "changes" && plan.changes.some(({ setting }) => setting === "scanLimitBytes")
      ? [name]
      : [],
  );
  const results = useQueries({
    queries: names.map((name) => ({ ...workgroupActivityOptions(name), refetchInterval: false })),
  });
  return new Map(
    names.flatMap((name, index) => {
      const scans = results[index]?.data?.scans;
      return scans ? [[name, scans] as const] : [];
    }),
  );
}
