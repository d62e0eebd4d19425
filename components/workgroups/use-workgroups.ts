import { useMemo } from "react";
import { useEveryWorkgroup } from "@/components/data/workgroup/use-every-workgroup";
import type { Row } from "./rows";

/** All visible workgroups as rows: sorting and filtering are of all. */
export function useWorkgroups() {
  const every = useEveryWorkgroup();
  const { workgroups, unreadable } = every;
  const rows = useMemo<Row[]>(
    () => [
      ...workgroups.map((workgroup) => ({ name: workgroup.name, workgroup })),
      ...unreadable.map(({ name, message }) => ({ name, unreadable: message })),
    ],
    [workgroups, unreadable],
  );
  return { ...every, rows };
}
