import { setTimeout as delay } from "node:timers/promises";
import { createDiskStore } from "../storage/disk-store";
import type { ObjectStore } from "../storage/object-store";
import { MANAGED_BUCKET } from "./result-target";

/** How long Athena keeps managed query results. */
export const MANAGED_KEPT_MS = 24 * 3_600_000;
const SWEEP_EVERY_MS = 3_600_000;

/** Opens the store of managed query results, which neither S3 clients nor SQL can reach. */
export async function openManagedResults(rootDir: string): Promise<ObjectStore> {
  const store = await createDiskStore({ rootDir });
  if (!(await store.bucketExists(MANAGED_BUCKET))) await store.createBucket(MANAGED_BUCKET);
  return store;
}

async function removeExpired(store: ObjectStore, now: number): Promise<void> {
  for (let startAfter: string | undefined; ; ) {
    const page = await store.list(MANAGED_BUCKET, startAfter === undefined ? {} : { startAfter });
    for (const { key, lastModified } of page.objects)
      if (lastModified.getTime() + MANAGED_KEPT_MS <= now) await store.delete(MANAGED_BUCKET, key);
    startAfter = page.nextStartAfter;
    if (startAfter === undefined) return;
  }
}

/** Removes managed results once they are a day old, now and every hour, until the signal is aborted. */
export async function sweepManagedResults(
  store: ObjectStore,
  now: () => number,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    await removeExpired(store, now());
    await delay(SWEEP_EVERY_MS, undefined, { signal, ref: false });
  }
}
