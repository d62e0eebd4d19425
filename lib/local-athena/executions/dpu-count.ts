const DPUS_MIN = 4;
/** One query never gets more. */
const DPUS_MAX = 124;
const DPU_STEP = 4;
/** How much a query reads for each step above its least. */
const BYTES_PER_STEP = 64 * 1024 * 1024;

/** What a query may take of its workgroup's capacity reservation, in DPUs. */
export type DpuRange = { min: number; max: number };

/**
 * The range of a query on a reservation: what its settings ask for, within 4 to 124 and what is allocated (reference 6.3).
 * @param asked `min-dpu-count` and `max-dpu-count` of the query or its workgroup
 */
export function dpuRange(allocatedDpus: number, asked: Partial<DpuRange>): DpuRange {
  const available = Math.max(DPUS_MIN, Math.min(DPUS_MAX, allocatedDpus));
  const max = Math.min(available, asked.max ?? DPUS_MAX);
  return { min: Math.min(max, asked.min ?? DPUS_MIN), max };
}

/**
 * Statistics.DpuCount: DDL runs on 4 DPUs. DML takes its least and 4 more for every 64 MiB that it reads, up to
 * its most; Athena's own measure is not known.
 */
export function dpuCountOf(range: DpuRange, isDml: boolean, dataScannedBytes: number): number {
  if (!isDml) return DPUS_MIN;
  const steps = Math.floor(dataScannedBytes / BYTES_PER_STEP);
  return Math.min(range.max, range.min + steps * DPU_STEP);
}
