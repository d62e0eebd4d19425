import type { IncomingMessage } from "node:http";
import { AthenaException } from "../protocol/errors";
import { SignatureError } from "../s3/signature-error";
import { sha256, verifySigV4 } from "../s3/sigv4";
import { ownUser, type Principal } from "./principal";
import type { TemporaryCredentials } from "./temporary-credentials";

const NAMES = {
  ExpiredToken: ["ExpiredTokenException", "The security token included in the request is expired"],
  InvalidToken: [
    "UnrecognizedClientException",
    "The security token included in the request is invalid.",
  ],
} as const;

/**
 * Who asks Athena: the holder of credentials that STS issued, which must verify; whoever comes with anything
 * else, or with nothing, is the service's own user.
 * @throws AthenaException ExpiredTokenException, UnrecognizedClientException, InvalidSignatureException
 */
export function athenaCaller(
  request: IncomingMessage,
  body: Uint8Array,
  { accountId, temporary }: { accountId: string; temporary: TemporaryCredentials },
): Principal {
  const keyId = /Credential=([^/,\s]+)\//.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const token = request.headers["x-amz-security-token"];
  try {
    if (!temporary.holderOf(keyId, typeof token === "string" ? token : undefined))
      return ownUser(accountId);
    const options = { credentials: new Map(), temporary, service: "athena" };
    // Whoever the signature is of: a header may name another key besides.
    const { principal } = verifySigV4(request, { ...options, bodySha256: sha256(body) });
    return principal ?? ownUser(accountId);
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    const [name, message] =
      error.code === "ExpiredToken" || error.code === "InvalidToken"
        ? NAMES[error.code]
        : (["InvalidSignatureException", error.message] as const);
    throw new AthenaException(name, message);
  }
}
