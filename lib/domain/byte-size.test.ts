import { describe, expect, it } from "vitest";
import { readByteSize, writeByteSize } from "./byte-size";

describe("readByteSize", () => {
  it.each([
    ["500 GB", 500_000_000_000],
    ["500gb", 500_000_000_000],
    ["1 TiB", 1_099_511_627_776],
    ["1.5 tb", 1_500_000_000_000],
    ["0.5 MiB", 524_288],
    ["10000000", 10_000_000],
    ["10,000,000", 10_000_000],
    ["10,000,000 bytes", 10_000_000],
    ["1 byte", 1],
    ["2 k", 2_000],
    ["  7 PB ", 7_000_000_000_000_000],
    ["7 EB", 7e18],
    ["7 EiB", 7 * 2 ** 60],
    ["0", 0],
  ])("%s", (text, bytes) => {
    expect(readByteSize(text)).toBe(bytes);
  });

  it.each([
    "",
    "much",
    "GB",
    "-5 GB",
    "5 XB",
    "1.5",
    "0.0001 kB",
    "9,007,199,254,740,993",
    `${"9".repeat(400)} EB`,
  ])("%s is no size", (text) => {
    expect(readByteSize(text)).toBeUndefined();
  });
});

describe("writeByteSize", () => {
  it.each([500_000_000_000, 1_099_511_627_776, 10_485_760, 10_485_761, 1_500, 999, 0])(
    "%d is read back",
    (bytes) => {
      expect(readByteSize(writeByteSize(bytes))).toBe(bytes);
    },
  );

  it("takes the largest unit that loses nothing", () => {
    expect(writeByteSize(500_000_000_000)).toBe("500 GB");
    expect(writeByteSize(1_099_511_627_776)).toBe("1 TiB");
    expect(writeByteSize(10_485_760)).toBe("10 MiB");
    expect(writeByteSize(1_500_000_000)).toBe("1,500 MB");
    expect(writeByteSize(1_234)).toBe("1,234 bytes");
  });
});
