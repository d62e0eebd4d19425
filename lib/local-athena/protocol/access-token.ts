import { randomBytes } from "node:crypto";
import { createPageTokens } from "./page-token";

/** Where a token opens a door; a token for one opens no other. */
export type AccessPurpose = "notebook" | "session-endpoint" | "resource-dashboard";

export type AccessTokens = {
  /** A new token each time, valid until `expiresAt` (epoch milliseconds). Nothing of it is stored. */
  issue(purpose: AccessPurpose, subject: string, expiresAt: number): string;
  /** Whom the token was issued for; undefined for one that is broken, foreign or has ended. */
  subjectOf(purpose: AccessPurpose, token: string, now: number): string | undefined;
};

const NONCE_BYTES = 12;

/** Tokens for addresses that are opened without a signature, signed with the data folder's key. */
export function createAccessTokens(key: string): AccessTokens {
  const signed = createPageTokens(key);
  return {
    issue(purpose, subject, expiresAt) {
      const nonce = randomBytes(NONCE_BYTES).toString("base64url");
      return signed.write(`access ${purpose}`, [], [subject, expiresAt, nonce]);
    },
    subjectOf(purpose, token, now) {
      const [subject, expiresAt] = signed.read(`access ${purpose}`, [], token) ?? [];
      return subject !== undefined && Number(expiresAt) > now ? String(subject) : undefined;
    },
  };
}
