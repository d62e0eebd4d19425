import { createHash } from "node:crypto";
import { type Database, migrate } from "./database";

const KEPT_MS = 7 * 24 * 3_600_000;

export type RequestTokens = {
  /** What the token was used for before and when (epoch milliseconds); undefined for a new token. */
  find(
    operation: string,
    token: string,
    compared: readonly unknown[],
  ): { resourceId: string; sameParameters: boolean; usedAt: number } | undefined;
  /** Takes the place of what the token was used for before. */
  remember(
    operation: string,
    token: string,
    compared: readonly unknown[],
    resourceId: string,
    now: number,
  ): void;
};

const fingerprint = (compared: readonly unknown[]) =>
  createHash("sha256").update(JSON.stringify(compared)).digest("base64url");

/** Client request tokens: a repeated call answers with the first call's resource. Kept for a week. */
export function openRequestTokens(database: Database, now: number): RequestTokens {
  migrate(database, "request-tokens", [
    `CREATE TABLE request_tokens (
       operation TEXT NOT NULL,
       token TEXT NOT NULL,
       fingerprint TEXT NOT NULL,
       resource_id TEXT NOT NULL,
       used_at INTEGER NOT NULL,
       PRIMARY KEY (operation, token)
     ) WITHOUT ROWID;
     CREATE INDEX request_tokens_by_age ON request_tokens (used_at);`,
  ]);
  database.prepare("DELETE FROM request_tokens WHERE used_at < ?").run(now - KEPT_MS);
  const select = database.prepare(
    "SELECT fingerprint, resource_id, used_at FROM request_tokens WHERE operation = ? AND token = ?",
  );
  const insert = database.prepare("INSERT OR REPLACE INTO request_tokens VALUES (?, ?, ?, ?, ?)");
  return {
    find(operation, token, compared) {
      const row = select.get(operation, token) as
        | { fingerprint: string; resource_id: string; used_at: number }
        | undefined;
      return (
        row && {
          resourceId: row.resource_id,
          sameParameters: row.fingerprint === fingerprint(compared),
          usedAt: row.used_at,
        }
      );
    },
    remember(operation, token, compared, resourceId, usedAt) {
      insert.run(operation, token, fingerprint(compared), resourceId, usedAt);
    },
  };
}
