import { readByteSize, writeByteSize } from "@/lib/domain/byte-size";
import type { SettingFacts } from "@/lib/domain/workgroups/settings";

type Kind = SettingFacts["kind"];
type Read = { value: string | number | undefined } | { problem: string };

/** What a text field's text means; nothing written is no value. */
export function readSettingText(kind: Kind, text: string): Read {
  if (kind === "longText") return { value: text };
  const trimmed = text.trim();
  if (trimmed === "") return { value: undefined };
  if (kind === "bytes") {
    const value = readByteSize(trimmed);
    return value === undefined
      ? { problem: "Write a size such as 500 GB, 1 TiB or 10000000" }
      : { value };
  }
  if (kind === "count")
    return /^\d{1,9}$/.test(trimmed)
      ? { value: Number(trimmed) }
      : { problem: "Write a whole number" };
  return { value: trimmed };
}

/** The text that `readSettingText` reads as the value. */
export function writeSettingText(kind: Kind, value: unknown): string {
  if (kind === "bytes" && typeof value === "number") return writeByteSize(value);
  return value === undefined || value === null ? "" : String(value);
}
