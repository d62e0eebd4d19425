import { expect, it } from "vitest";
import { checksumAlgorithms } from "./checksums";

it.each([
  ["crc32", "cbf43926"],
  ["crc32c", "e3069283"],
  ["crc64nvme", "ae8b14860a799888"],
  ["sha1", "f7c3bc1d808e04732adf679965ccc34ca7ae3441"],
])("%s of the standard check text, in pieces", (algorithm, expected) => {
  const checksum = checksumAlgorithms[algorithm]?.();
  for (const piece of ["1234", "", "56789"]) checksum?.update(Buffer.from(piece));
  expect(Buffer.from(checksum?.digest() ?? "", "base64").toString("hex")).toBe(expected);
});
