import { useEffect, useEffectEvent } from "react";
import { type Command, createKeyReader } from "./keys";

/** Hears the keys of command mode anywhere on the page, unless they belong to something else. */
export function useKeyCommands(onCommand: (command: Command) => boolean) {
  const act = useEffectEvent(onCommand);
  useEffect(() => {
    const read = createKeyReader();
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || belongsElsewhere(event)) return;
      const command = read(event, event.timeStamp);
      if (command && act(command)) event.preventDefault();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

/** Text fields have all keys but saving; buttons and links have Enter and the arrows of their lists. */
function belongsElsewhere({ target, key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  if (document.querySelector("[role=dialog], [role=alertdialog], [role=menu], [role=listbox]"))
    return true;
  if (!(target instanceof HTMLElement)) return false;
  const saves = (ctrlKey || metaKey) && key === "s";
  if (target.isContentEditable || target.matches("input, textarea, select")) return !saves;
  const isControl = target.closest("button, a[href], summary, [role=tab], [role=grid]") !== null;
  return (
    isControl && /^(Enter| |Arrow.*)$/.test(key) && !(key === "Enter" && (ctrlKey || shiftKey))
  );
}
