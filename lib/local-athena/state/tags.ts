import { type Database, migrate } from "./database";

export type StoredTag = { key: string; value: string };

/** Tags of resources; a resource is named as in its ARN, without account and region: `workgroup/etl`. */
export type Tags = {
  /** In the order of their keys. */
  list(resource: string): StoredTag[];
  /** Adds tags and replaces the values of keys that are there. */
  put(resource: string, tags: readonly StoredTag[]): void;
  remove(resource: string, keys: readonly string[]): void;
  /** Those of a resource and of what lies below it: the sessions of a workgroup. */
  removeAll(resource: string): void;
};

export function openTags(database: Database): Tags {
  migrate(database, "tags", [
    `CREATE TABLE tags (
       resource TEXT NOT NULL,
       key TEXT NOT NULL,
       value TEXT NOT NULL,
       PRIMARY KEY (resource, key)
     ) WITHOUT ROWID;`,
  ]);
  const select = database.prepare("SELECT key, value FROM tags WHERE resource = ? ORDER BY key");
  const upsert = database.prepare(
    "INSERT INTO tags VALUES (?, ?, ?) ON CONFLICT (resource, key) DO UPDATE SET value = excluded.value",
  );
  const removeOne = database.prepare("DELETE FROM tags WHERE resource = ? AND key = ?");
  const removeAll = database.prepare(
    // "0" comes after "/".
    "DELETE FROM tags WHERE resource = ? OR (resource > ? || '/' AND resource < ? || '0')",
  );
  return {
    list: (resource) => select.all(resource) as StoredTag[],
    put(resource, tags) {
      for (const { key, value } of tags) upsert.run(resource, key, value);
    },
    remove(resource, keys) {
      for (const key of keys) removeOne.run(resource, key);
    },
    removeAll: (resource) => void removeAll.run(resource, resource, resource),
  };
}
