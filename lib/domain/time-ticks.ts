const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const STEPS_MS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12, 24].map((n) => n * HOUR),
];

/** Round times between two, at most `max` of them, for an axis. All in epoch milliseconds. */
export function timeTicks(from: number, to: number, max: number): number[] {
  const lengthMs = to - from;
  if (!(lengthMs > 0)) return [];
  const day = 24 * HOUR;
  const step = STEPS_MS.find((ms) => lengthMs / ms <= max) ?? Math.ceil(lengthMs / max / day) * day;
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, i) => first + i * step);
}
