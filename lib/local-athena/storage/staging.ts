import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

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
    const source = body instanceof Readable ? body : Readable.from([body], { objectMode: false });
    const hash = createHash("md5");
    try {
      await pipeline(
        source,
        async function* (chunks: AsyncIterable<Uint8Array>) {
          for await (const chunk of chunks) {
            hash.update(chunk);
            yield chunk;
          }
        },
        createWriteStream(path, { flags: "wx", mode: 0o600 }),
      );
      return await use({ path, md5: hash.digest("hex") });
    } finally {
      await rm(path, { force: true });
    }
  }
}
