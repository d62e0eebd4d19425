/** One change at a time in each bucket; readers never wait. */
export class BucketLock {
  private readonly tails = new Map<string, Promise<unknown>>();

  async hold<T>(bucket: string, change: () => Promise<T>): Promise<T> {
    const before = this.tails.get(bucket) ?? Promise.resolve();
    const mine = before.then(change, change);
    const tail = mine.catch(() => undefined);
    this.tails.set(bucket, tail);
    try {
      return await mine;
    } finally {
      if (this.tails.get(bucket) === tail) this.tails.delete(bucket);
    }
  }
}
