/** The row that a key leads to, or undefined where the key does not move. */
export function nextIndex(
  key: string,
  current: number,
  count: number,
  pageRows: number,
): number | undefined {
  if (count === 0) return undefined;
  const last = count - 1;
  switch (key) {
    case "ArrowDown":
    case "j":
      return Math.min(last, current + 1);
    case "ArrowUp":
    case "k":
      return Math.max(0, current - 1);
    case "PageDown":
      return Math.min(last, current + pageRows);
    case "PageUp":
      return Math.max(0, current - pageRows);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}
