import { AppError } from "@/lib/domain/errors";
import type { SettingId } from "@/lib/domain/workgroups/settings";

/** Nothing is sent that Athena would refuse. @throws AppError INVALID with a field for each setting */
export function refuseProblems(problems: readonly { setting: SettingId; message: string }[]): void {
  const [first] = problems;
  if (!first) return;
  const fields: Record<string, string> = {};
  // The first problem of a setting is the one to mend first.
  for (const { setting, message } of problems) fields[setting] ??= message;
  throw new AppError("INVALID", first.message, { fields });
}
