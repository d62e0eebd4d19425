import { createHash } from "node:crypto";
import { canonicalAssignments } from "@/lib/domain/capacity-assignments";

/** SHA-256 of assigned workgroups in any order, hexadecimal: what an editor has seen. */
export const assignmentsHash = (workgroups: readonly string[]) =>
  createHash("sha256").update(canonicalAssignments(workgroups)).digest("hex");
