import { createContext, use } from "react";
import type { SettingValue } from "@/lib/domain/workgroups/changes";
import type { SettingId } from "@/lib/domain/workgroups/settings";
import type { FormDraft, Unread } from "./form-draft";

/** What every field knows of the form, and what it may do. */
export type Form = {
  mode: "new" | "edit";
  draft: FormDraft;
  /** Another number when values came from elsewhere than the fields, which then begin anew. */
  revision: number;
  changed: ReadonlySet<SettingId>;
  problems: ReadonlyMap<SettingId, string>;
  hints: ReadonlyMap<SettingId, readonly string[]>;
  /** Scanned bytes of the newest executions. */
  scans: readonly number[] | undefined;
  /** Why tags cannot be changed. */
  tagsProblem: string | undefined;
  set: (setting: SettingId, value: SettingValue) => void;
  setUnread: (path: string, unread: Unread) => void;
  /** Sets a value that no field of it has written: the field begins anew. */
  replace: (setting: SettingId, value: SettingValue) => void;
};

export const FormContext = createContext<Form | undefined>(undefined);

export function useForm(): Form {
  const form = use(FormContext);
  if (form === undefined) throw new Error("A field stands outside of its form");
  return form;
}
