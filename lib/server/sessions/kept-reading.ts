import type { z } from "zod";
import { wholeSession } from "@/lib/contracts/sessions";
import type { Session } from "@/lib/domain/sessions";

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

/** What PostgreSQL takes in no text: NUL and half a character. Whoever starts a session may have written them. */
const UNKEEPABLE = /[\0\p{Surrogate}]/gu;
const textOf = (text: string) => text.replace(UNKEEPABLE, "\ufffd");

function keepable(value: unknown): unknown {
  if (typeof value === "string") return textOf(value);
  if (Array.isArray(value)) return value.map(keepable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [textOf(name), keepable(member)]),
  );
}

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
