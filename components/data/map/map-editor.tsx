import { Plus, X } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import type { TextMap } from "@/lib/domain/workgroups/settings";
import {
  type Entry,
  entriesOf,
  mapOf,
  newEntry,
  pastedEntries,
  readEntries,
  withPasted,
  writeEntries,
} from "./entries";

/** What is written while no map can be made of it, as `unread` gives it back; and why not. */
type Unread = { text: string; problem: string };

type MapEditorProps = {
  /** What it holds, for the accessible names of its fields. */
  label: string;
  map: TextMap | undefined;
  unread: Unread | undefined;
  keyLabel?: string;
  onMap: (map: TextMap) => void;
  onUnread: (unread: Unread) => void;
};

/** Keys and values, a row each. Rows keep what is written while it is no map yet. */
export function MapEditor({
  label,
  map,
  unread,
  keyLabel = "Key",
  onMap,
  onUnread,
}: MapEditorProps) {
  const [entries, setEntries] = useState(() =>
    unread ? readEntries(unread.text) : entriesOf(map),
  );
  const rows = useRef<HTMLDivElement>(null);
  const change = (next: Entry[]) => {
    setEntries(next);
    const read = mapOf(next);
    if ("map" in read) onMap(read.map);
    else onUnread({ text: writeEntries(next), problem: read.problem });
  };
  const edit = (id: number, part: Partial<Entry>) =>
    change(entries.map((entry) => (entry.id === id ? { ...entry, ...part } : entry)));
  const paste = (index: number, event: ClipboardEvent) => {
    const pasted = pastedEntries(event.clipboardData.getData("text"));
    if (!pasted) return;
    event.preventDefault();
    change(withPasted(entries, index, pasted));
  };
  const focusField = (number: number) =>
    requestAnimationFrame(() => {
      const field = rows.current?.querySelectorAll("input")[number];
      (field ?? rows.current?.parentElement?.querySelector("button"))?.focus();
    });
  const add = () => {
    setEntries([...entries, newEntry()]);
    focusField(entries.length * 2);
  };
  const remove = (index: number) => {
    change(entries.filter((_, at) => at !== index));
    focusField(Math.max(0, index - 1) * 2);
  };
  /** Enter goes on to the next field, and to a new row after the last: it sends no form that it stands in. */
  const goOn = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    const fields = [...(rows.current?.querySelectorAll("input") ?? [])];
    const next = fields[fields.indexOf(event.currentTarget) + 1];
    if (next) next.focus();
    else add();
  };
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div ref={rows} className="flex flex-col gap-1.5 empty:hidden">
        {entries.map((entry, index) => (
          <div key={entry.id} className="flex items-center gap-1.5">
            <Input
              mono
              spellCheck={false}
              autoComplete="off"
              aria-label={`${label}: ${keyLabel.toLowerCase()} ${index + 1}`}
              placeholder={keyLabel}
              value={entry.key}
              onValueChange={(key) => edit(entry.id, { key })}
              onPaste={(event) => paste(index, event)}
              onKeyDown={goOn}
            />
            <Input
              mono
              spellCheck={false}
              autoComplete="off"
              aria-label={`${label}: value ${index + 1}`}
              placeholder="Value"
              value={entry.value}
              onValueChange={(value) => edit(entry.id, { value })}
              onKeyDown={goOn}
            />
            <IconButton
              label={`Remove ${entry.key.trim() || `row ${index + 1}`}`}
              icon={<X aria-hidden />}
              onClick={() => remove(index)}
            />
          </div>
        ))}
      </div>
      <Button size="sm" className="self-start" icon={<Plus aria-hidden />} onClick={add}>
        Add
        <span className="sr-only"> to {label.toLowerCase()}</span>
      </Button>
    </div>
  );
}
