import { randomBytes } from "node:crypto";

/**
 * Ids of sessions, calculations and executors: they look like UUIDs, begin with the time and are no version 4
 * (Athena's sample: `a2c1ebba-ad01-865f-ed2d-a142b7451f7e`).
 * @param now epoch milliseconds
 */
export function timeOrderedId(now: number): string {
  const time = Math.max(0, Math.floor(now)).toString(16).padStart(12, "0").slice(-12);
  const random = randomBytes(10).toString("hex");
  return [
    time.slice(0, 8),
    time.slice(8),
    `8${random.slice(0, 3)}`,
    random.slice(3, 7),
    random.slice(7, 19),
  ].join("-");
}
