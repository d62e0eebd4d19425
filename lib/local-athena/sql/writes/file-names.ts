import { randomBytes, randomUUID } from "node:crypto";

const letters = "abcdefghijkmnpqrstuvwxyz23456789";

/**
 * Names for the data files of one statement, as Athena gives them: `20241121_103000_00007_abcde_<uuid>`, which begin
 * with the engine's own id of the statement.
 */
export function fileNames(now = new Date()): () => string {
  const [day = "", time = ""] = now.toISOString().replaceAll(/[-:]/g, "").split(/[T.]/);
  const random = randomBytes(7);
  const number = String(random.readUInt16BE(0)).padStart(5, "0");
  const suffix = Array.from(random.subarray(2), (byte) => letters[byte % letters.length]).join("");
  return () => `${day}_${time}_${number}_${suffix}_${randomUUID()}`;
}
