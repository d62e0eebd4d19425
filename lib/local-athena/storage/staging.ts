import { createHash, randomUUID } from "node:crypto";
import { createWriteStream, existsSync, unlinkSync, writeFileSync } from "node:fs";
import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** So few bytes are in the kernel's memory sooner than a thread of the pool has woken up for them. */
export const AT_ONCE_MAX_BYTES = 64 * 1024;
const NEW_FILE = { flags: "wx", flag: "wx", mode: 0o600 } as const;

export type Staged = { path: string; md5: string };

/** Where bytes arrive before they become an object or a part; emptied at every start. */
export class Staging {
  constructor(private readonly folder: string) {}

  async clear(): Promise<void> {
    for (const name of await readdir(this.folder)) await rm(join(this.folder, name));
  }

  /** Stages the body, lets `use` move the file away, and leaves nothing behind either way. */
  async with<T>(body: Readable | Uint8Array, use: (staged: Staged) => Promise<T>): Promise<T> {
    const path = join(this.folder, randomUUID());
    const hash = createHash("md5");
    try {
      if (body instanceof Readable) {
        await pipeline(
          body,
          async function* (chunks: AsyncIterable<Uint8Array>) {
            for await (const chunk of chunks) {
              hash.update(chunk);
              yield chunk;
            }
          },
          createWriteStream(path, NEW_FILE),
        );
      } else {
        hash.update(body);
        if (body.length > AT_ONCE_MAX_BYTES) await writeFile(path, body, NEW_FILE);
        else writeFileSync(path, body, NEW_FILE);
      }
      return await use({ path, md5: hash.digest("hex") });
    } finally {
      // A stream that was cut off may be creating its file just now, in the thread pool's order.
      if (body instanceof Readable) await rm(path, { force: true });
      else if (existsSync(path)) unlinkSync(path);
    }
  }
}
