import type { RequestTarget } from "./request-target";
import { malformed, SignatureError } from "./signature-error";

/** What a request says about its own signature, before anything of it is verified. */
export type Claim = {
  accessKeyId: string;
  scope: [date: string, region: string, service: string, terminator: string];
  signedHeaders: string[];
  signature: string;
  amzDate: string;
  signedAt: Date;
  isPresigned: boolean;
  /** Lifetime of a presigned request. */
  expiresSeconds?: number;
};

export const signatureParameter = "X-Amz-Signature";

const algorithm = "AWS4-HMAC-SHA256";
const expiresSecondsMax = 7 * 24 * 3600;

/** Reads the claim of a SigV4 request; throws SignatureError when there is none or it is malformed. */
export function claimOf(
  headers: Map<string, string[]>,
  target: RequestTarget,
  service: string,
): Claim {
  const authorization = headers.get("authorization")?.[0];
  const claim = authorization
    ? headerClaim(authorization, headers)
    : queryClaim(new Map(target.query));
  const [date, , scopeService, terminator] = claim.scope;
  if (scopeService !== service || terminator !== "aws4_request") {
    throw malformed(
      `Credential should be scoped to correct service: '${service}' and end with 'aws4_request'.`,
    );
  }
  if (!claim.amzDate.startsWith(date)) {
    throw malformed("Date in Credential scope does not match the date of the request.");
  }
  return claim;
}

function headerClaim(authorization: string, headers: Map<string, string[]>): Claim {
  const [scheme = "", ...rest] = authorization.trim().split(/\s+/);
  if (scheme !== algorithm) throw malformed(`The authorization mechanism must be ${algorithm}.`);
  const parts = new Map(
    rest
      .join("")
      .split(",")
      .map((part) => {
        const at = part.indexOf("=");
        return [part.slice(0, at), part.slice(at + 1)] as const;
      }),
  );
  const date = headers.get("x-amz-date")?.[0] ?? headers.get("date")?.[0];
  if (!date) throw new SignatureError("AccessDenied", "A signed request needs X-Amz-Date or Date.");
  const amzDate = /^\d{8}T\d{6}Z$/.test(date) ? date : amzDateOf(new Date(date));
  return claimFrom({
    credential: parts.get("Credential"),
    signedHeaders: parts.get("SignedHeaders"),
    signature: parts.get("Signature"),
    amzDate,
    isPresigned: false,
  });
}

function queryClaim(query: Map<string, string>): Claim {
  if (!query.has("X-Amz-Algorithm") && !query.has(signatureParameter)) {
    throw new SignatureError("MissingAuthenticationToken", "The request is not signed.");
  }
  const expires = query.get("X-Amz-Expires") ?? "";
  const expiresSeconds = /^\d{1,6}$/.test(expires) ? Number(expires) : -1;
  if (query.get("X-Amz-Algorithm") !== algorithm) {
    throw queryError(`X-Amz-Algorithm only supports "${algorithm}"`);
  }
  if (expiresSeconds < 1 || expiresSeconds > expiresSecondsMax) {
    throw queryError("X-Amz-Expires must be a number of seconds from 1 to 604800");
  }
  const claim = claimFrom({
    credential: query.get("X-Amz-Credential"),
    signedHeaders: query.get("X-Amz-SignedHeaders"),
    signature: query.get(signatureParameter),
    amzDate: query.get("X-Amz-Date"),
    isPresigned: true,
  });
  return { ...claim, expiresSeconds };
}

function claimFrom(given: {
  credential?: string;
  signedHeaders?: string;
  signature?: string;
  amzDate?: string;
  isPresigned: boolean;
}): Claim {
  const { credential = "", signedHeaders = "", signature = "", amzDate = "", isPresigned } = given;
  const fail = isPresigned ? queryError : malformed;
  const pieces = credential.split("/");
  const [date = "", region = "", service = "", terminator = ""] = pieces.splice(-4);
  const accessKeyId = pieces.join("/");
  if (!accessKeyId || !/^\d{8}$/.test(date)) {
    throw fail("A Credential has the form <access key>/<date>/<region>/<service>/aws4_request.");
  }
  if (!/^[0-9a-f]{64}$/.test(signature) || !signedHeaders) {
    throw fail("SignedHeaders and a hex Signature are required.");
  }
  const signedAt = dateOf(amzDate);
  if (!signedAt) throw fail("X-Amz-Date must have the form YYYYMMDDTHHMMSSZ.");
  return {
    accessKeyId,
    scope: [date, region, service, terminator],
    signedHeaders: signedHeaders.toLowerCase().split(";"),
    signature,
    amzDate,
    signedAt,
    isPresigned,
  };
}

function queryError(message: string): SignatureError {
  return new SignatureError("AuthorizationQueryParametersError", message);
}

function dateOf(amzDate: string): Date | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(amzDate);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function amzDateOf(date: Date): string {
  if (Number.isNaN(date.getTime())) return "";
  return `${date.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}
