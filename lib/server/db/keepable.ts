import { UNKEEPABLE } from "@/lib/domain/keepable";

/** Athena may hold what the database cannot. */
const EACH = new RegExp(UNKEEPABLE, "gu");
const textOf = (text: string) => text.replace(EACH, "\ufffd");

/** A JSON value as the database can keep it: what it takes in no text is a replacement character. */
export function keepable<T>(value: T): T {
  return keepableJson(value) as T;
}

function keepableJson(value: unknown): unknown {
  if (typeof value === "string") return textOf(value);
  if (Array.isArray(value)) return value.map(keepableJson);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [textOf(name), keepableJson(member)]),
  );
}
