import { type EmscriptenModule, ERRNO } from "./emscripten";

/** Files live in JavaScript's memory; so often it is looked at how much they are. */
const CHECK_EVERY_BYTES = 4 * 1024 * 1024;

/** Writing fails with ENOSPC ("No space left on device") when Python's files would hold more than the limit. */
export function limitFiles({ FS }: EmscriptenModule, limitBytes: number): void {
  const { MEMFS } = FS.filesystems;
  let uncheckedBytes = 0;
  const check = (moreBytes: number) => {
    uncheckedBytes += moreBytes;
    if (uncheckedBytes < CHECK_EVERY_BYTES) return;
    if (process.memoryUsage().arrayBuffers + moreBytes > limitBytes) {
      // What was deleted or grown out of is still counted.
      globalThis.gc?.();
      if (process.memoryUsage().arrayBuffers + moreBytes > limitBytes)
        throw new FS.ErrnoError(ERRNO.ENOSPC);
    }
    uncheckedBytes = 0;
  };
  const { expandFileStorage, resizeFileStorage } = MEMFS;
  // A file that grows is copied: for a moment both are there.
  MEMFS.expandFileStorage = (node, capacity) => {
    if (capacity > node.contents.length) check(capacity);
    expandFileStorage(node, capacity);
  };
  MEMFS.resizeFileStorage = (node, size) => {
    check(size);
    resizeFileStorage(node, size);
  };
  const { stream } = MEMFS.ops_table.file;
  const { write } = stream;
  stream.write = (file, memory, offset, length, ...rest) => {
    check(length);
    return write(file, memory, offset, length, ...rest);
  };
}
