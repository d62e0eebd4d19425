import { createHmac, randomBytes } from "node:crypto";
import { createPageTokens } from "../protocol/page-token";
import { SignatureError } from "../s3/signature-error";
import type { Principal } from "./principal";

export type IssuedCredentials = {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
};

export type Holder = { secretAccessKey: string; principal: Principal };

export type TemporaryCredentials = {
  /** New credentials of a principal, valid until `expiresAt` (epoch milliseconds). Nothing of them is stored. */
  issue(principal: Principal, expiresAt: number): IssuedCredentials;
  /**
   * Who holds a key; undefined for a key that was not issued here.
   * @throws SignatureError ExpiredToken, InvalidToken
   */
  holderOf(accessKeyId: string, sessionToken: string | undefined): Holder | undefined;
};

const RANDOM_CHARACTERS = 10;
const CHECK_CHARACTERS = 6;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** As many characters of the alphabet as asked for, one a byte. */
export const inKeyAlphabet = (bytes: Buffer, length: number) =>
  [...bytes.subarray(0, length)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");

/** Keys, secrets and tokens are made from the data folder's key, so they outlive a restart of the service. */
export function createTemporaryCredentials(key: string, now: () => number): TemporaryCredentials {
  const tokens = createPageTokens(key);
  const hmac = (text: string) => createHmac("sha256", key).update(text).digest();
  const checkOf = (start: string) => inKeyAlphabet(hmac(`key id ${start}`), CHECK_CHARACTERS);
  const secretOf = (accessKeyId: string) =>
    hmac(`secret access key ${accessKeyId}`).toString("base64").slice(0, 40);

  return {
    issue({ arn, userId }, expiresAt) {
      const start = `ASIA${inKeyAlphabet(randomBytes(RANDOM_CHARACTERS), RANDOM_CHARACTERS)}`;
      const accessKeyId = start + checkOf(start);
      const sessionToken = tokens.write("session token", [accessKeyId], [arn, userId, expiresAt]);
      return { accessKeyId, secretAccessKey: secretOf(accessKeyId), sessionToken };
    },
    holderOf(accessKeyId, sessionToken) {
      const start = accessKeyId.slice(0, -CHECK_CHARACTERS);
      if (!start.startsWith("ASIA") || accessKeyId !== start + checkOf(start)) return undefined;
      const [arn, userId, expiresAt] =
        tokens.read("session token", [accessKeyId], sessionToken ?? "") ?? [];
      if (arn === undefined || userId === undefined)
        throw new SignatureError(
          "InvalidToken",
          "The provided token is malformed or otherwise invalid.",
        );
      if (Number(expiresAt) <= now())
        throw new SignatureError("ExpiredToken", "The provided token has expired.");
      const principal = { arn: String(arn), userId: String(userId) };
      return { secretAccessKey: secretOf(accessKeyId), principal };
    },
  };
}
