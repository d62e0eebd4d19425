import { randomBytes } from "node:crypto";
import { type Database, migrate } from "./database";

export type Settings = {
  get(name: string): string | undefined;
  set(name: string, value: string): void;
  /** The stored value, made with `create` and kept the first time. */
  getOrCreate(name: string, create: () => string): string;
};

/** Small facts of the data folder: its signing key, how far the samples are. */
export function openSettings(database: Database): Settings {
  migrate(database, "settings", [
    "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;",
  ]);
  const select = database.prepare("SELECT value FROM settings WHERE name = ?");
  const upsert = database.prepare(
    "INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  );
  const settings: Settings = {
    get: (name) => (select.get(name) as { value: string } | undefined)?.value,
    set: (name, value) => void upsert.run(name, value),
    getOrCreate(name, create) {
      const stored = settings.get(name);
      if (stored !== undefined) return stored;
      const value = create();
      settings.set(name, value);
      return value;
    },
  };
  return settings;
}

/** Key under which page tokens are signed; lives as long as the data folder. */
export const pageTokenKey = (settings: Settings) =>
  settings.getOrCreate("page-token-key", () => randomBytes(32).toString("hex"));
