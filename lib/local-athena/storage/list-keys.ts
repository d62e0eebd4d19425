import { realpath } from "node:fs/promises";
import { join } from "node:path";
import { type FolderEntry, type FolderReader, firstFrom, holdsObject } from "./folder-entries";
import { encodeKey } from "./key-path";
import { unlessErrno } from "./store-error";
import { compareUtf8 } from "./utf8-order";

export type KeyQuery = { prefix: string; delimiter: string; startAfter: string };

export type ListedKey =
  | { kind: "object"; key: string; path: string }
  | { kind: "commonPrefix"; key: string };

/** Objects and common prefixes of a bucket's folder in UTF-8 byte order, reading only what is needed. */
export async function* listKeys(
  folders: FolderReader,
  bucketDir: string,
  query: KeyQuery,
): AsyncGenerator<ListedKey> {
  const parentKey = query.prefix.slice(0, query.prefix.lastIndexOf("/") + 1);
  const parts = parentKey === "" ? [] : encodeKey(parentKey.slice(0, -1));
  const folder = join(bucketDir, ...parts);
  const real = await unlessErrno(realpath(folder), "ENOENT", "ENOTDIR", "ENAMETOOLONG", "ELOOP");
  if (real !== folder) return;
  let group: string | undefined;
  for await (const found of walk(folders, folder, parentKey, query)) {
    if (found.kind === "object") yield found;
    else if (found.key !== group) yield found;
    group = found.kind === "commonPrefix" ? found.key : undefined;
  }
}

async function* walk(
  folders: FolderReader,
  folder: string,
  folderKey: string,
  query: KeyQuery,
): AsyncGenerator<ListedKey> {
  const entries = await folders.read(folder);
  for (let i = startIn(entries, folderKey, query); i < entries.length; i++) {
    const entry = entries[i] as FolderEntry;
    const key = folderKey + entry.name;
    if (!key.startsWith(query.prefix)) {
      if (compareUtf8(key, query.prefix) > 0) return;
      continue;
    }
    const continuesInside = entry.isFolder && query.startAfter.startsWith(key);
    if (!continuesInside && compareUtf8(key, query.startAfter) <= 0) continue;
    const group = commonPrefixOf(key, query);
    if (group !== undefined && group === query.startAfter) continue;
    if (!entry.isFolder) {
      yield group === undefined
        ? { kind: "object", key, path: entry.path }
        : { kind: "commonPrefix", key: group };
    } else if (group === undefined) {
      yield* walk(folders, entry.path, key, query);
    } else if (continuesInside) {
      for await (const found of walk(folders, entry.path, key, query)) {
        yield found;
        break;
      }
    } else if (await holdsObject(entry.path)) {
      yield { kind: "commonPrefix", key: group };
    }
  }
}

function startIn(entries: readonly FolderEntry[], folderKey: string, query: KeyQuery): number {
  const starts = [query.startAfter, query.prefix].map((key) =>
    key.startsWith(folderKey) ? firstFrom(entries, key.slice(folderKey.length)) : 0,
  );
  return Math.max(...starts);
}

function commonPrefixOf(key: string, { prefix, delimiter }: KeyQuery): string | undefined {
  if (delimiter === "") return undefined;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}
