const PAGE_BYTES = 65_536;

/** Python gets a MemoryError where its memory would grow beyond the limit. */
export function limitMemory(limitBytes: number): void {
  const grow = WebAssembly.Memory.prototype.grow;
  WebAssembly.Memory.prototype.grow = function (this: WebAssembly.Memory, pages) {
    if (this.buffer.byteLength + pages * PAGE_BYTES > limitBytes)
      throw new RangeError("the memory limit is reached");
    return grow.call(this, pages);
  };
}
