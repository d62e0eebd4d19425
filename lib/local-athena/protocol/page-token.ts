import { createHmac, timingSafeEqual } from "node:crypto";

const SIGNATURE_BYTES = 15;

export type PageTokens = {
  /** Opaque text that only `read` with the same operation and filters accepts. */
  write(operation: string, filters: readonly string[], position: readonly Position[]): string;
  /** The position, or undefined for a token that is broken, foreign or of other filters. */
  read(operation: string, filters: readonly string[], token: string): Position[] | undefined;
};

export type Position = string | number;

/** Page tokens signed with the data folder's key, so that they survive a restart and nothing else. */
export function createPageTokens(key: string): PageTokens {
  const sign = (operation: string, filters: readonly string[], payload: string) =>
    createHmac("sha256", key)
      .update(JSON.stringify([operation, filters, payload]))
      .digest()
      .subarray(0, SIGNATURE_BYTES);

  return {
    write(operation, filters, position) {
      const payload = JSON.stringify(position);
      const signature = sign(operation, filters, payload);
      return Buffer.concat([signature, Buffer.from(payload)]).toString("base64url");
    },
    read(operation, filters, token) {
      const bytes = Buffer.from(token, "base64url");
      if (bytes.length <= SIGNATURE_BYTES || bytes.toString("base64url") !== token) return;
      const payload = bytes.subarray(SIGNATURE_BYTES).toString("utf8");
      const expected = sign(operation, filters, payload);
      if (!timingSafeEqual(expected, bytes.subarray(0, SIGNATURE_BYTES))) return;
      return JSON.parse(payload) as Position[];
    },
  };
}
