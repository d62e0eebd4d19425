import type { CatalogColumn } from "../engine";

/** A partition as the catalog keeps it. */
export type CatalogPartition = {
  /** As texts, in the order of the table's partition keys; `NULL_PARTITION` stands for NULL. */
  values: string[];
  /** `s3://bucket/folder/`, which need not lie below the table's location. */
  location: string;
  parameters: Record<string, string>;
  /** Milliseconds since the epoch. */
  createTime: number;
};

/** How Hive writes NULL as the value of a partition key. */
export const NULL_PARTITION = "__HIVE_DEFAULT_PARTITION__";

const unsafe = new Set("\"#%'*/:=?\\\x7f{[]^");

function escapeValue(value: string): string {
  return Array.from(value, (character) => {
    const code = character.charCodeAt(0);
    if (code >= 0x20 && !unsafe.has(character)) return character;
    return `%${code.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");
}

/** A part of a partition's name as it was before Hive escaped it. */
export function unescapeValue(text: string): string {
  return text.replaceAll(/%([0-9a-fA-F]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/**
 * A partition's name, which is also its folder below the table's location: `year=2024/city=a%3Ab`, escaped as
 * Hive escapes. An empty value is NULL, as in Hive.
 */
export function partitionName(
  keys: readonly Pick<CatalogColumn, "name">[],
  values: readonly string[],
): string {
  return keys
    .map((key, index) => `${escapeValue(key.name)}=${escapeValue(values[index] || NULL_PARTITION)}`)
    .join("/");
}

/** The values in a partition's name. Undefined when it is not a name for exactly these keys, in lower case. */
export function partitionValues(
  keys: readonly Pick<CatalogColumn, "name">[],
  name: string,
): string[] | undefined {
  const parts = name.split("/");
  if (parts.length !== keys.length) return undefined;
  const values: string[] = [];
  for (const [index, part] of parts.entries()) {
    const at = part.indexOf("=");
    if (at === -1 || unescapeValue(part.slice(0, at)) !== keys[index]?.name) return undefined;
    const value = unescapeValue(part.slice(at + 1));
    if (value === "") return undefined;
    values.push(value);
  }
  return values;
}
