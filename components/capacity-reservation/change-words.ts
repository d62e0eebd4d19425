import type { AssignmentChange } from "@/lib/domain/capacity-assignments";

/** `etl added, primary removed` */
export const changeWords = (changes: readonly AssignmentChange[]) =>
  changes.map(({ workgroup, kind }) => `${workgroup} ${kind}`).join(", ");
