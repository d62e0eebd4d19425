import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { openDatabase } from "@/lib/server/db/database";
import { contentHash } from "@/scripts/lib/stamp.mjs";

const PARENT = "build/test-database";
/** What an empty database is made of. */
const MADE_OF = [
  "lib/server/db/migrations",
  "lib/server/db/database.ts",
  "node_modules/@electric-sql/pglite/package.json",
];

/**
 * Lays an empty database with today's schema into a folder, as the first start of a console leaves it there. To make
 * one takes seconds of a core, to copy it a fraction of one; `database.test.ts` opens one without it.
 */
export async function layDatabase(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await cp(await prepareDatabase(), folder, { recursive: true });
}

/** Makes the empty database unless there is one; answers its folder. */
export async function prepareDatabase(): Promise<string> {
  const root = process.cwd();
  const name = contentHash(root, MADE_OF).slice(0, 16);
  const parent = path.join(root, PARENT);
  const folder = path.join(parent, name);
  if (existsSync(folder)) return folder;
  await mkdir(parent, { recursive: true });
  const made = await mkdtemp(path.join(parent, `${name}-`));
  await (await openDatabase({ folder: made })).close();
  // Whole or not at all; when two make it at once, either one will do.
  await rename(made, folder).catch(async (error) => {
    if (!existsSync(folder)) throw error;
    await rm(made, { recursive: true, force: true });
  });
  const old = (await readdir(parent)).filter((entry) => !entry.startsWith(name));
  await Promise.all(
    old.map((entry) => rm(path.join(parent, entry), { recursive: true, force: true })),
  );
  return folder;
}
