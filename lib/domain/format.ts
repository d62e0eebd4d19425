const count = new Intl.NumberFormat("en-US");

/** `3,000,000` */
export const formatCount = (value: number) => count.format(value);

/** `71 ms`, `1.24 s`, `12.1 s`, `3 min 05 s`, `2 h 04 min` */
export function formatDuration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1_000;
  if (seconds < 9.995) return `${seconds.toFixed(2)} s`;
  if (seconds < 59.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${pad(whole % 60)} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${pad(minutes % 60)} min`;
}

/** A length that somebody set: as `formatDuration`, without parts that are zero: `20 min`, `2 h` */
export const formatSetDuration = (ms: number) =>
  formatDuration(ms)
    .replace(/\.00 s$/, " s")
    .replace(/ 00 (s|min)$/, "");

/** What is left in whole seconds: `0:09`, `12:40`, `1:04:09` */
export function formatCountdown(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)];
  return `${hours > 0 ? `${hours}:${pad(minutes)}` : minutes}:${pad(seconds % 60)}`;
}

/** `0.0123 DPU-hours` as a number: four decimals below 1, two above. */
export function formatDpuHours(dpuMs: number): string {
  const hours = dpuMs / 3_600_000;
  if (hours > 0 && hours < 0.0001) return "<0.0001";
  return hours < 1 && hours > 0 ? hours.toFixed(4) : hours.toFixed(2);
}

const BYTE_UNITS = ["B", "kB", "MB", "GB", "TB", "PB", "EB"] as const;

/** Decimal units, three significant digits: `0 B`, `12.4 MB`, `1.37 TB` */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  if (unit === 0) return `${Math.round(value)} B`;
  const digits = value < 9.995 ? 2 : value < 99.95 ? 1 : 0;
  return `${value.toFixed(digits)} ${BYTE_UNITS[unit]}`;
}

/** US dollars with four decimals below 100: `$0.0021`, `$6.8500`, `$1,204.50`; the least one is `<$0.0001`. */
export function formatMoney(dollars: number): string {
  if (dollars > 0 && dollars < 0.0001) return "<$0.0001";
  const digits = dollars < 100 ? 4 : 2;
  return `$${dollars.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
}

/** `just now`, `12 s ago`, `3 min ago`, `2 h ago`, `5 d ago`; then the date. */
export function formatRelative(at: number, now: number): string {
  const seconds = Math.floor((now - at) / 1_000);
  if (seconds < 5) return "just now";
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h ago`;
  if (seconds < 30 * 86_400) return `${Math.floor(seconds / 86_400)} d ago`;
  return formatLocal(at).slice(0, 10);
}

/** Local wall time, `2026-11-21 10:04:12.381` */
export function formatLocal(at: number): string {
  const d = new Date(at);
  const date = `${d.getFullYear()}-${pad(d.getMonth() + 1)}-${pad(d.getDate())}`;
  return `${date} ${pad(d.getHours())}:${pad(d.getMinutes())}:${pad(d.getSeconds())}.${String(d.getMilliseconds()).padStart(3, "0")}`;
}

/** `2026-11-21 09:04:12.381 UTC` */
export const formatUtc = (at: number) =>
  `${new Date(at).toISOString().replace("T", " ").replace("Z", "")} UTC`;

/** Middle-shortened id: `7f3c…d29b` */
export const shortenId = (id: string) =>
  id.length <= 12 ? id : `${id.slice(0, 4)}…${id.slice(-4)}`;

const pad = (value: number) => String(value).padStart(2, "0");

/** `SSE_KMS` as AWS writes it to people: `SSE-KMS`. */
export const encryptionText = (option: string) => option.replaceAll("_", "-");
