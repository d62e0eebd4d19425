import type { EngineFamily } from "@/lib/domain/engines";
import type { SettingId } from "@/lib/domain/workgroups/settings";
import { sectionOf } from "./form-order";
import { dependsOn } from "./relevance";

type FieldId = SettingId | "name";
const fieldOf = (id: FieldId) => document.getElementById(`setting-${id}`);
const controlsOf = (field: HTMLElement) => [
  ...field.querySelectorAll<HTMLElement>("input, textarea, button"),
];

/** The field, or where it means nothing now, and is not there, that of the setting that it depends on. */
function fieldFor(id: FieldId, family: EngineFamily): HTMLElement | null {
  const field = fieldOf(id);
  const before = field || id === "name" ? undefined : dependsOn(id, family);
  return before ? fieldFor(before, family) : field;
}

/** After the next paint: what is wrong may have its field only now. */
export function goToField(id: FieldId, family: EngineFamily): void {
  requestAnimationFrame(() => {
    const field = fieldFor(id, family);
    if (!field) {
      // The family has no such setting: the part of the form that it would stand in, where there is one.
      if (id !== "name")
        document.getElementById(`section-${sectionOf(id, family)}`)?.scrollIntoView();
      return;
    }
    const controls = controlsOf(field);
    const first = controls.find((control) => control.matches("input, textarea, button[role]"));
    // What is wrong is said at the end of a field: of many rows the first may be far from it.
    const isTall = field.offsetHeight > window.innerHeight / 2;
    const goal =
      (isTall ? controls.filter((control) => control.textContent).at(-1) : first) ?? field;
    (isTall ? goal : field).scrollIntoView({ block: "center" });
    goal.focus({ preventScroll: true });
  });
}

/** What was pressed at a field goes away: the focus stays there, or goes to the field before where that goes too. */
export function keepFocusAt(id: FieldId): void {
  const all = [...document.querySelectorAll<HTMLElement>("[id^=setting-]")];
  const before = all[all.findIndex(({ id: one }) => one === `setting-${id}`) - 1];
  requestAnimationFrame(() => {
    const field = fieldOf(id) ?? before;
    if (field) (controlsOf(field)[0] ?? field).focus();
  });
}
