import type { TextMap } from "@/lib/domain/workgroups/settings";

/** A row of the editor of a map; its id lets it keep its place while it is written. */
export type Entry = { id: number; key: string; value: string };

let made = 0;
export const newEntry = (key = "", value = ""): Entry => {
  made += 1;
  return { id: made, key, value };
};

export const entriesOf = (map: TextMap | undefined): Entry[] =>
  Object.entries(map ?? {}).map(([key, value]) => newEntry(key, value));

const isBlank = ({ key, value }: Entry) => key.trim() === "" && value === "";

/** The map that rows make; rows that nothing is written in count for nothing. */
export function mapOf(entries: readonly Entry[]): { map: TextMap } | { problem: string } {
  const map = new Map<string, string>();
  for (const entry of entries) {
    if (isBlank(entry)) continue;
    const key = entry.key.trim();
    if (key === "") return { problem: `“${entry.value}” has no key` };
    if (map.has(key)) return { problem: `${key} is there twice` };
    map.set(key, entry.value);
  }
  return { map: Object.fromEntries(map) };
}

/**
 * `key=value` lines as they are pasted, properties files and `--conf key=value` too; undefined for a text of one
 * line without `=`, which is just a key.
 */
export function pastedEntries(text: string): Entry[] | undefined {
  const lines = text
    .split("\n")
    .map((line) => line.trim().replace(/^--conf\s+/, ""))
    .filter((line) => line !== "" && !line.startsWith("#"));
  const read = lines.map((line) => /^([^=\s]+)\s*[=\s]\s*(.*)$/.exec(line));
  if (lines.length === 0 || read.some((match) => match === null)) return undefined;
  if (lines.length === 1 && !text.includes("=")) return undefined;
  return read.map((match) => newEntry(match?.[1], match?.[2]));
}

/** Puts what was pasted in the place of a row; a key that is there already takes the pasted value. */
export function withPasted(
  entries: readonly Entry[],
  at: number,
  pasted: readonly Entry[],
): Entry[] {
  const keys = new Set(pasted.map(({ key }) => key));
  const others = (part: readonly Entry[]) => part.filter(({ key }) => !keys.has(key.trim()));
  const isOnly = entries[at] !== undefined && isBlank(entries[at]);
  return [
    ...others(entries.slice(0, isOnly ? at : at + 1)),
    ...pasted,
    ...others(entries.slice(at + 1)),
  ];
}

/** For text that is kept across a reload. */
export const writeEntries = (entries: readonly Entry[]) =>
  JSON.stringify(entries.map(({ key, value }) => [key, value]));

export function readEntries(text: string): Entry[] {
  try {
    const rows = JSON.parse(text) as [string, string][];
    return rows.map(([key, value]) => newEntry(String(key), String(value)));
  } catch {
    return [];
  }
}
