import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Libsql from "libsql";

export class DataFolderInUseError extends Error {
  constructor(readonly dataDir: string) {
    super(
      `Another local-athena uses the data folder ${dataDir}: stop it, or give this one another folder.`,
    );
    this.name = "DataFolderInUseError";
  }
}

/**
 * Takes the data folder for this process until `release` or its end, however it ends: the lock is
 * the operating system's, held by an open transaction on a file of its own.
 * @throws DataFolderInUseError
 */
export function lockDataFolder(dataDir: string): { release(): void } {
  mkdirSync(dataDir, { recursive: true });
  const lock = new Libsql(join(dataDir, "lock.db"), { timeout: 0 });
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock.close();
    if (error instanceof Error && /locked|busy/i.test(error.message))
      throw new DataFolderInUseError(dataDir);
    throw error;
  }
  return { release: () => void lock.close() };
}
