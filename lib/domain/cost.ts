import { formatMoney } from "./format";

/** Prices as published, not as billed: shown as estimates. Regions differ; see reference 8.5. */
export const ON_DEMAND_USD_PER_TB = 5;
const HOUR_MS = 3_600_000;
const TB_BYTES = 1e12;
const MB_BYTES = 1e6;
const MINIMUM_BILLED_BYTES = 10 * MB_BYTES;

type Billable = {
  state: string;
  statementType: string | undefined;
  substatementType: string | undefined;
  dataScannedBytes: number | undefined;
  reusedPreviousResult: boolean | undefined;
  dpuCount: number | undefined;
};

/**
 * US dollars of an execution on on-demand pricing: scanned bytes rounded up to the MB, at least 10 MB.
 * 0 where Athena bills nothing; undefined while the bytes are not final, or on provisioned capacity.
 */
export function estimateCostUsd(query: Billable): number | undefined {
  if (query.dpuCount !== undefined) return undefined;
  if (query.state !== "SUCCEEDED" && query.state !== "CANCELLED") {
    return query.state === "FAILED" ? 0 : undefined;
  }
  if (isFree(query)) return 0;
  const bytes = query.dataScannedBytes ?? 0;
  if (query.state === "CANCELLED" && bytes === 0) return 0;
  const billed = Math.max(Math.ceil(bytes / MB_BYTES) * MB_BYTES, MINIMUM_BILLED_BYTES);
  return (billed / TB_BYTES) * ON_DEMAND_USD_PER_TB;
}

function isFree(query: Billable): boolean {
  if (query.reusedPreviousResult) return true;
  // EXPLAIN ANALYZE has the same type, and is billed: it runs the query.
  if (query.substatementType === "EXPLAIN") return !query.dataScannedBytes;
  // CTAS is billed although Athena calls it DDL.
  if (query.substatementType === "CREATE_TABLE_AS_SELECT") return false;
  return query.statementType === "DDL" || query.statementType === "UTILITY";
}

/** Estimated US dollars of DPUs used for so long, billed by the second: `dpuMs` is DPUs times milliseconds. */
export const sparkCostUsd = (dpuMs: number, usdPerDpuHour: number) =>
  (dpuMs / HOUR_MS) * usdPerDpuHour;

/** `free`, or `reused`, where it succeeded and is not billed; `–` while the cost is not known; else dollars. */
export function costText(query: {
  state: string;
  costUsd?: number | undefined;
  reusedPreviousResult?: boolean | undefined;
}): string {
  if (query.costUsd === undefined) return "–";
  if (query.costUsd !== 0 || query.state !== "SUCCEEDED") return formatMoney(query.costUsd);
  return query.reusedPreviousResult ? "reused" : "free";
}
