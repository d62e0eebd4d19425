import { invalidRequest } from "../protocol/errors";
import type { ServiceContext } from "./service-context";

type Call = {
  operation: string;
  /** ClientRequestToken; a call without one is never a repetition. */
  token: string | undefined;
  /** The parameters that a repetition must have in common with the first call. */
  compared: readonly unknown[];
  /** What the token was used for before this (epoch milliseconds) is gone with its workgroup. */
  since?: number;
  /** Makes the resource and answers its id; runs in one transaction with the token. */
  create: () => string;
};

/**
 * Makes a resource once, however often the call is repeated with its ClientRequestToken.
 * @returns the id of the new resource, or of the one that the first call made
 * @throws AthenaException IDEMPOTENT_PARAMETER_MISMATCH
 */
export function onceByToken(context: ServiceContext, call: Call): string {
  const { operation, token, compared, since = Number.NEGATIVE_INFINITY, create } = call;
  const used =
    token === undefined ? undefined : context.requestTokens.find(operation, token, compared);
  const earlier = used && used.usedAt >= since ? used : undefined;
  if (earlier?.sameParameters === false)
    throw invalidRequest("IDEMPOTENT_PARAMETER_MISMATCH", "Idempotent parameters do not match");
  if (earlier) return earlier.resourceId;
  let id = "";
  context.transaction(() => {
    id = create();
    if (token !== undefined)
      context.requestTokens.remember(operation, token, compared, id, context.now());
  });
  return id;
}
