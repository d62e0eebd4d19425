import type { SectionId, SettingId } from "@/lib/domain/workgroups/settings";

type FieldId = SettingId | "name";
const fieldOf = (id: FieldId) => document.getElementById(`setting-${id}`);
const controlsOf = (field: HTMLElement) => [
  ...field.querySelectorAll<HTMLElement>("input, textarea, button"),
];

/** After the next paint: what is wrong may have its field only now. */
export function goToField(id: FieldId, section?: SectionId): void {
  requestAnimationFrame(() => {
    const field = fieldOf(id);
    // A field that means nothing now is not there: its section says what it depends on.
    if (!field) return document.getElementById(`section-${section}`)?.scrollIntoView();
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
