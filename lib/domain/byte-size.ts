const UNITS = ["", "k", "M", "G", "T", "P", "E"] as const;

const TEXT = /^(\d[\d,_ ]*)(?:\.(\d+))?\s*(?:([kmgtpe])(i)?)?b?(?:ytes?)?$/i;

/** `500 GB`, `1 TiB`, `1.5 tb`, `10,000,000`: whole bytes, decimal units unless an `i` says binary. */
export function readByteSize(text: string): number | undefined {
  const [, whole, fraction = "", unit = "", binary] = TEXT.exec(text.trim()) ?? [];
  if (whole === undefined) return undefined;
  const power = UNITS.findIndex((one) => one.toLowerCase() === unit.toLowerCase());
  const factor = BigInt(binary ? 1_024 : 1_000) ** BigInt(power);
  const scale = 10n ** BigInt(fraction.length);
  const scaled = BigInt(whole.replace(/[,_ ]/g, "") + fraction) * factor;
  // Half a byte is nothing that can be meant.
  if (scaled % scale !== 0n) return undefined;
  const exact = scaled / scale;
  const bytes = Number(exact);
  return Number.isFinite(bytes) && BigInt(bytes) === exact ? bytes : undefined;
}

/** As it would be written, exact: `500 GB`, `1 TiB`, `10,485,761 bytes`. */
export function writeByteSize(bytes: number): string {
  for (const [factor, infix] of [
    [1_000, ""],
    [1_024, "i"],
  ] as const) {
    for (let power = UNITS.length - 1; power > 0; power -= 1) {
      const size = factor ** power;
      if (bytes >= size && bytes % size === 0)
        return `${(bytes / size).toLocaleString("en-US")} ${UNITS[power]}${infix}B`;
    }
  }
  return `${bytes.toLocaleString("en-US")} bytes`;
}
