import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { atomically, type Database, migrate } from "../../state/database";
import type { ObjectStore } from "../../storage/object-store";
import { abortError } from "../duckdb";

/** An object of the store. */
export type ObjectName = { bucket: string; key: string };

/** A finished file outside the store, and the object that it is to become. */
export type NewObject = ObjectName & { path: string };

export const uriOf = ({ bucket, key }: ObjectName) => `s3://${bucket}/${key}`;

/** No bucket can have this name, and DuckDB may write below the buckets' folder only. */
const STAGING_FOLDER = ".writes";

/**
 * Puts the data files of statements into the store, and takes them out, all or none: what a statement made without
 * being committed is deleted when it fails, or at the next start when the process died.
 */
export class ObjectWrites {
  private readonly stagingDir: string;

  private constructor(
    private readonly db: Database,
    private readonly store: ObjectStore,
  ) {
    this.stagingDir = join(store.root, STAGING_FOLDER);
    migrate(db, "object-writes", [
      `CREATE TABLE unwanted_objects (
         change_id TEXT NOT NULL, bucket TEXT NOT NULL, key TEXT NOT NULL,
         PRIMARY KEY (change_id, bucket, key)) WITHOUT ROWID`,
    ]);
  }

  /** Opens and clears away what a former process left unfinished. */
  static async open(db: Database, store: ObjectStore): Promise<ObjectWrites> {
    const writes = new ObjectWrites(db, store);
    await rm(writes.stagingDir, { recursive: true, force: true });
    const left = db.prepare("SELECT DISTINCT change_id AS id FROM unwanted_objects").all() as {
      id: string;
    }[];
    for (const { id } of left) await writes.deleteUnwanted(id);
    return writes;
  }

  /** Gives the work a folder that DuckDB may write to and that is gone afterwards. */
  async inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const folder = join(this.stagingDir, randomUUID());
    await mkdir(folder, { recursive: true });
    try {
      return await work(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /**
   * Makes the files objects and then commits, in one transaction with what the catalog is told.
   * @param replaced objects that nothing needs afterwards: they are deleted once the new ones are committed
   * @throws what the store or `commit` throws, AbortError when aborted; then none of the objects remains
   */
  async publish(
    objects: readonly NewObject[],
    signal: AbortSignal,
    commit: () => void,
    replaced: readonly ObjectName[] = [],
  ): Promise<void> {
    const id = randomUUID();
    const discardId = randomUUID();
    atomically(this.db, () => this.remember(id, objects));
    try {
      for (const { bucket, key, path } of objects) {
        if (signal.aborted) throw abortError();
        const options = { contentType: "application/octet-stream" };
        await this.store.put(bucket, key, createReadStream(path), options);
      }
      if (signal.aborted) throw abortError();
      atomically(this.db, () => {
        commit();
        this.forget(id);
        this.remember(discardId, replaced);
      });
    } catch (error) {
      await this.deleteUnwanted(id);
      throw error;
    }
    await this.deleteUnwanted(discardId);
  }

  /** Commits a change after which nothing needs the objects, and deletes them. */
  async discard(objects: readonly ObjectName[], commit: () => void): Promise<void> {
    const id = randomUUID();
    atomically(this.db, () => {
      commit();
      this.remember(id, objects);
    });
    await this.deleteUnwanted(id);
  }

  private remember(id: string, objects: readonly ObjectName[]): void {
    const insert = this.db.prepare("INSERT INTO unwanted_objects VALUES (?, ?, ?)");
    for (const { bucket, key } of objects) insert.run(id, bucket, key);
  }

  private forget(id: string): void {
    this.db.prepare("DELETE FROM unwanted_objects WHERE change_id = ?").run(id);
  }

  private async deleteUnwanted(id: string): Promise<void> {
    const objects = this.db
      .prepare("SELECT bucket, key FROM unwanted_objects WHERE change_id = ?")
      .all(id) as ObjectName[];
    for (const { bucket, key } of objects) {
      if (await this.store.bucketExists(bucket)) await this.store.delete(bucket, key);
    }
    this.forget(id);
  }
}
