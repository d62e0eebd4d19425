import { Info } from "lucide-react";
import { SETTINGS } from "@/lib/domain/workgroups/setting-table";
import type { SettingId } from "@/lib/domain/workgroups/settings";
import { useForm } from "./form-context";

/** Nothing that could be taken away; a switch is never without a value. */
export const isNothing = (value: unknown) =>
  value === undefined ||
  value === "" ||
  typeof value === "boolean" ||
  (typeof value === "object" && value !== null && Object.keys(value).length === 0);

/** What a setting means, what holds without it, what else has to do with it. */
export function Notes({ setting }: { setting: SettingId }) {
  const { draft, hints, mode } = useForm();
  const { meaning, unset, keptForever, fixedAtCreation } = SETTINGS[setting];
  const value = draft.settings[setting];
  const without = unset.replace(/^None[.:;]\s*/, "");
  const said = hints.get(setting) ?? [];
  const isKept = keptForever !== undefined && mode === "edit" && draft.base[setting] !== undefined;
  return (
    <>
      <span className="block">
        {meaning}
        {/* What a hint says of this very form is more than what holds in general. */}
        {isNothing(value) && typeof value !== "boolean" && without && said.length === 0
          ? ` Not set: ${without}`
          : null}
      </span>
      {fixedAtCreation && mode === "new" ? (
        <span className="block">It cannot change once the workgroup is there.</span>
      ) : null}
      {isKept ? <span className="block">{keptForever}</span> : null}
      {said.map((hint) => (
        <span key={hint} className="flex items-start gap-1.5 text-soft">
          <Info aria-hidden className="mt-0.5 size-3.5" />
          <span className="min-w-0">{hint}</span>
        </span>
      ))}
    </>
  );
}
