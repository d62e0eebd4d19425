import { analysisError } from "../names";
import type { WireValue } from "../plan";
import { structOf } from "../types";
import { scalar } from "./definition";

const unitMicros: Record<string, bigint> = {
  microsecond: 1n,
  millisecond: 1_000n,
  second: 1_000_000n,
  minute: 60_000_000n,
  hour: 3_600_000_000n,
  day: 86_400_000_000n,
  week: 604_800_000_000n,
};

/** `2 hours 30 minutes`, in microseconds. */
function micros(interval: WireValue | undefined): bigint {
  const text = String(interval)
    .trim()
    .toLowerCase()
    .replace(/^interval\s+/, "");
  let sum = 0n;
  for (const part of text.split(/\s+(?=[-+]?\d)/)) {
    const [, count, name = ""] = /^([-+]?\d+)\s+([a-z]+?)s?$/.exec(part) ?? [];
    const unit = unitMicros[name];
    if (/^(?:month|year)$/.test(name)) {
      throw analysisError(`Intervals greater than a month is not supported (${text}).`);
    }
    if (count === undefined || unit === undefined) {
      throw analysisError(
        `The provided interval (${text}) did not correspond to a valid interval string.`,
      );
    }
    sum += BigInt(count) * unit;
  }
  return sum;
}

const time = { type: "timestamp", nullable: true } as const;

/**
 * functions.window without a slide: the bucket of a time, aligned to the epoch. Spark leaves out the rows without a time,
 * which whoever calls this must do.
 */
export const timeWindow = scalar(
  ["timestamp", "string", "string"],
  structOf([
    { name: "start", ...time },
    { name: "end", ...time },
  ]),
  ([value], { args }) => {
    const length = micros(args[1]?.constant);
    const start = args[2] ? micros(args[2].constant) : 0n;
    if (length <= 0n) throw analysisError("The window duration must be greater than 0.");
    return `spark_time_window(${value}, ${length}, ${start})`;
  },
  { optional: 1, text: () => "window" },
);
