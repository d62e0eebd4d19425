import { getHeapStatistics } from "node:v8";
import { SparkError } from "../bridge";
import type { WireValue } from "./plan";

const MIB = 1024 * 1024;
const STATEMENT_MAX_BYTES = 256 * MIB;
/** Of all sessions together: what JavaScript has no memory for would end the service. */
const ALL_MAX_BYTES = Math.floor(getHeapStatistics().heap_size_limit / 4);

/** About what V8 needs. */
const LIST_BYTES = 32;
const VALUE_BYTES = 16;

let allBytes = 0;

function sizeOf(value: WireValue): number {
  if (typeof value === "string") return VALUE_BYTES + LIST_BYTES + value.length;
  if (!Array.isArray(value)) return VALUE_BYTES;
  return value.reduce((sum: number, item) => sum + sizeOf(item), VALUE_BYTES + LIST_BYTES);
}

/** The rows of one statement while they are read; to be released at its end. */
export class HeldRows {
  readonly rows: WireValue[][] = [];
  #bytes = 0;

  /** @throws SparkError when the rows are more than can be held */
  push(row: WireValue[]): void {
    const bytes = sizeOf(row);
    this.#bytes += bytes;
    allBytes += bytes;
    if (this.#bytes > STATEMENT_MAX_BYTES || allBytes > ALL_MAX_BYTES) {
      const maxBytes = this.#bytes > STATEMENT_MAX_BYTES ? STATEMENT_MAX_BYTES : ALL_MAX_BYTES;
      const whose = maxBytes === STATEMENT_MAX_BYTES ? "one statement" : "all sessions together";
      throw new SparkError(
        "Py4JJavaError",
        `org.apache.spark.SparkException: Job aborted due to stage failure: Total size of results is bigger than the ${Math.floor(maxBytes / MIB)} MiB that local-athena holds for ${whose}`,
      );
    }
    this.rows.push(row);
  }

  release(): void {
    allBytes -= this.#bytes;
    this.#bytes = 0;
  }
}
