/** Lets so many works be under way at a time; the others wait in order, and who gives up leaves the line. */
export function createLine(atATime: number) {
  const line = new Set<() => void>();
  let underWay = 0;

  const turn = (signal: AbortSignal | undefined) =>
    new Promise<void>((go, giveUp) => {
      line.add(go);
      const leave = () => line.delete(go) && giveUp(signal?.reason);
      signal?.addEventListener("abort", leave, { once: true });
    });
  const done = () => {
    const [next] = line;
    if (!next) underWay -= 1;
    else if (line.delete(next)) next();
  };

  return async <T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    signal?.throwIfAborted();
    if (underWay >= atATime) await turn(signal);
    else underWay += 1;
    try {
      return await work();
    } finally {
      done();
    }
  };
}
