const MASK = "4294967295::UBIGINT";

/** Gives a value a name, so that a text which needs it often computes it once. */
const bind = (value: string, name: string, body: string) =>
  `list_transform([${value}], lambda ${name}: ${body})[1]`;

const rotated = (value: string, bits: number) =>
  `(((${value} << ${bits}) | (${value} >> ${32 - bits})) & ${MASK})`;

const times = (value: string, factor: number) => `((${value} * ${factor}::UBIGINT) & ${MASK})`;

const mixed = (block: string) =>
  times(bind(times(block, 0xcc9e2d51), "athena_k", rotated("athena_k", 15)), 0x1b873593);

/** The bytes of a hexadecimal text from `start` (counted in digits, from 1), the least first, as a number. */
function littleEndian(hex: string, start: string): string {
  const bytes = [0, 2, 4, 6].map(
    (offset) => `lpad(substr(${hex}, ${start} + ${offset}, 2), 2, '0')`,
  );
  return `CAST('0x' || ${bytes.toReversed().join(" || ")} AS UBIGINT)`;
}

/** murmur3_x86_32 with seed 0 of blocks of 4 bytes, what is left of the last one, and the length in bytes. */
function murmur3(blocks: string, tail: string, length: string): string {
  const step = bind(
    `xor(athena_h, ${mixed("athena_b")})`,
    "athena_s",
    `((${rotated("athena_s", 13)} * 5 + ${0xe6546b64}::UBIGINT) & ${MASK})`,
  );
  const body = `list_reduce(${blocks}, lambda athena_h, athena_b: ${step}, 0::UBIGINT)`;
  const whole = `xor(xor(${body}, ${mixed(tail)}), ${length}::UBIGINT)`;
  const fold = (value: string, bits: number) =>
    bind(value, "athena_f", `xor(athena_f, athena_f >> ${bits})`);
  return fold(times(fold(times(fold(whole, 16), 0x85ebca6b), 13), 0xc2b2ae35), 16);
}

/**
 * A DuckDB expression for Iceberg's bucket of a value (table spec, appendix B): NULL for NULL.
 * @param base the column's type: integer, bigint, date, timestamp, varchar or varbinary
 */
export function bucketOf(value: string, base: string, count: number): string {
  let hash: string;
  if (base === "varchar" || base === "varbinary") {
    const bytes = base === "varchar" ? `encode(${value})` : value;
    const digits = "athena_x";
    const size = `(length(${digits}) // 2)`;
    const blocks = `list_transform(range(0, ${size} // 4), lambda athena_i: ${littleEndian(digits, "athena_i * 8 + 1")})`;
    const tail = littleEndian(digits, `(${size} // 4) * 8 + 1`);
    hash = bind(`hex(${bytes})`, digits, murmur3(blocks, tail, size));
  } else {
    const long =
      base === "date"
        ? `(${value} - DATE '1970-01-01')`
        : /^timestamp/.test(base)
          ? `epoch_us(${value})`
          : value;
    // Two's complement of 64 bits.
    const bits = `CAST((CAST(${long} AS HUGEINT) + 18446744073709551616::HUGEINT) % 18446744073709551616::HUGEINT AS UBIGINT)`;
    hash = bind(
      bits,
      "athena_u",
      murmur3(`[athena_u & ${MASK}, athena_u >> 32]`, "0::UBIGINT", "8"),
    );
  }
  return `CASE WHEN ${value} IS NOT NULL THEN (${hash} & 2147483647::UBIGINT) % ${count} END`;
}
