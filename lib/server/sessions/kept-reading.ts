import type { z } from "zod";
import { wholeSession } from "@/lib/contracts/sessions";
import type { Session } from "@/lib/domain/sessions";
import { keepable } from "../db/keepable";

export type KeptSession = z.output<typeof wholeSession>;
type Properties = Record<string, string>;

/** Spark's own rule for what its pages withhold, and what they show instead (`spark.redaction.regex`). */
const WITHHELD = /secret|password|token|access[.]?key/i;
const REDACTED = "*********(redacted)";

const redacted = (properties: Properties): Properties =>
  Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name,
      WITHHELD.test(name) || WITHHELD.test(value) ? REDACTED : value,
    ]),
  );

/** A reading as our database may and can keep it: without the secrets that properties may hold. */
export function keptReading(session: Session): KeptSession {
  const kept = wholeSession.parse(keepable(session));
  const { engine } = kept;
  return {
    ...kept,
    engine: {
      ...engine,
      additionalConfigs: redacted(engine.additionalConfigs),
      sparkProperties: redacted(engine.sparkProperties),
      classifications: engine.classifications.map(({ name, properties }) => ({
        name,
        properties: redacted(properties),
      })),
    },
  };
}

/** What goes for a session that was started here and never read, and for what earlier releases kept. */
const NOTHING_MORE = {
  engine: { additionalConfigs: {}, sparkProperties: {}, classifications: [] },
  monitoring: {},
};

/** A kept reading, with the time at which Athena gave it where that is not the row's. */
export function readKept(reading: unknown): { session: KeptSession; lastReadAt?: number } {
  const members = { ...NOTHING_MORE, ...(reading as object) };
  const lastReadAt = "lastReadAt" in members ? Number(members.lastReadAt) : undefined;
  return {
    session: wholeSession.parse(members),
    ...(lastReadAt === undefined ? {} : { lastReadAt }),
  };
}
