import { lstat, opendir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { besideFolder, decodeName, encodeSegment, leadingPiece } from "./key-path";
import { unlessErrno } from "./store-error";
import { compareUtf8 } from "./utf8-order";

/** One segment below a folder: `name` as in the key, with a trailing slash for a folder. */
export type FolderEntry = { name: string; isFolder: boolean; path: string };

type Contents = { entries: FolderEntry[]; hasPieces: boolean };

const cachedFoldersMax = 4;
const cachedEntriesMin = 1_000;
/** A folder changed just before it was read may change again without a new modification time. */
const settledMs = 100;

/** Reads folders in the order of keys; remembers the last large ones, as paging reads them again. */
export class FolderReader {
  private readonly cache = new Map<string, { mtimeNs: bigint; entries: FolderEntry[] }>();

  /**
   * The entries of a folder in the order of the keys they stand for; none when it is absent.
   * Symbolic links, special files and names that no key has are left out.
   */
  async read(folder: string): Promise<readonly FolderEntry[]> {
    const stats = await unlessErrno(lstat(folder, { bigint: true }), "ENOENT", "ENOTDIR");
    if (!stats) return [];
    const cached = this.cache.get(folder);
    if (cached?.mtimeNs === stats.mtimeNs) return cached.entries;
    const isSettled = Date.now() - Number(stats.mtimeMs) > settledMs;
    const { entries, hasPieces } = await readContents(folder, []);
    entries.sort((a, b) => compareUtf8(a.name, b.name));
    this.cache.delete(folder);
    // Changes in a folder of pieces do not show in the time of this one.
    if (isSettled && !hasPieces && entries.length >= cachedEntriesMin) {
      this.cache.set(folder, { mtimeNs: stats.mtimeNs, entries });
      const [oldest] = this.cache.keys();
      if (this.cache.size > cachedFoldersMax && oldest) this.cache.delete(oldest);
    }
    return entries;
  }
}

/** Where the entries that may hold keys from `name` on begin. */
export function firstFrom(entries: readonly FolderEntry[], name: string): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareUtf8(entries[middle]?.name ?? "", name) <= 0) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

async function readContents(folder: string, before: string[]): Promise<Contents> {
  const found = await unlessErrno(readdir(folder, { withFileTypes: true }), "ENOENT", "ENOTDIR");
  const entries: FolderEntry[] = [];
  let hasPieces = false;
  const files = new Set(found?.filter((it) => it.isFile()).map((it) => it.name));
  for (const entry of found ?? []) {
    const isFolder = entry.isDirectory();
    if (!isFolder && !entry.isFile()) continue;
    const path = join(folder, entry.name);
    if (isFolder && leadingPiece(entry.name) !== undefined) {
      entries.push(...(await readContents(path, [...before, entry.name])).entries);
      hasPieces = true;
      continue;
    }
    const own = isFolder ? undefined : besideFolder(entry.name);
    const segment = segmentOf(before, own ?? entry.name);
    if (segment === undefined || (own !== undefined && files.has(own))) continue;
    entries.push({ name: isFolder ? `${segment}/` : segment, isFolder, path });
  }
  return { entries, hasPieces };
}

function segmentOf(before: string[], name: string): string | undefined {
  const decoded = decodeName(name);
  if (decoded === undefined || (before.length === 0 && decoded === name)) return decoded;
  const segment = before.map((piece) => leadingPiece(piece) ?? "").join("") + decoded;
  return encodeSegment(segment).join("/") === [...before, name].join("/") ? segment : undefined;
}

/** Whether any object lies below a folder, at any depth. */
export async function holdsObject(folder: string): Promise<boolean> {
  const folders: string[] = [];
  const open = await unlessErrno(opendir(folder), "ENOENT", "ENOTDIR");
  if (!open) return false;
  for await (const entry of open) {
    if (entry.isDirectory()) folders.push(join(folder, entry.name));
    else if (entry.isFile()) return true;
  }
  for (const child of folders) if (await holdsObject(child)) return true;
  return false;
}
