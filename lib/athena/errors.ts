import { AppError, type ErrorCode } from "@/lib/domain/errors";
import { actingIdentity, roleNameOf } from "./acting";

type AwsError = Error & {
  AthenaErrorCode?: string;
  code?: string;
  /** On what a service says itself. */
  $fault?: "client" | "server";
  $metadata?: { httpStatusCode?: number };
  unheard?: true;
};

const BY_ATHENA_CODE: Record<string, ErrorCode> = {
  QUERY_EXECUTION_NOT_FOUND: "NOT_FOUND",
  DATACATALOG_NOT_FOUND: "NOT_FOUND",
  INVALID_QUERY_EXECUTION_STATE: "CONFLICT",
  RESULT_NOT_FOUND: "NOT_FOUND",
  IDEMPOTENT_PARAMETER_MISMATCH: "CONFLICT",
};

const BY_NAME: Record<string, ErrorCode> = {
  InvalidRequestException: "INVALID",
  ResourceNotFoundException: "NOT_FOUND",
  SessionAlreadyExistsException: "CONFLICT",
  TooManyRequestsException: "THROTTLED",
  ThrottlingException: "THROTTLED",
  NoSuchKey: "NOT_FOUND",
  NoSuchBucket: "NOT_FOUND",
  NotFound: "NOT_FOUND",
};

/** No connection came about, so nothing was sent. */
const NEVER_CONNECTED =
  /^(EPROTO|CERT_HAS_EXPIRED|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE|ERR_TLS_CERT_ALTNAME_INVALID|ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)$/;
const BROKEN = /^(ECONNRESET|EPIPE)$/;
const NO_CONNECTION = /did not establish a connection/;

/** What the SDK calls a failure that has no name in its answer. */
const UNNAMED = "Unknown";

const CLOCK = /RequestTimeTooSkewed|RequestExpired|Signature (expired|not yet current)/;

/** ARNs and account ids are for people with AWS rights, not for every reader of an error. */
export const redactArns = (message: string) =>
  message
    .replace(/arn:aws[\w-]*:[^\s"',]+/g, "(ARN withheld)")
    // The end of a UUID may be twelve digits too.
    .replace(/(?<!\b[\da-f]{8}(?:-[\da-f]{4}){3}-)\b\d{12}\b/g, "(account withheld)");

/**
 * An upstream failure as our own error, in Athena's words (reference 2.3, 2.4). Passes AppErrors through;
 * throws what no service said. `service` is who was asked.
 */
export function toAppError(cause: unknown, service = "Athena"): AppError {
  if (cause instanceof AppError) return cause;
  const error = cause as AwsError;
  const upstreamCode = error.AthenaErrorCode ?? error.name;
  const words = redactArns(error.message ?? "");
  const fail = (code: ErrorCode, message: string) =>
    Object.assign(
      new AppError(code, message, { upstreamCode, ...(error.unheard && { unheard: true }) }),
      { cause },
    );

  // First by code: the SDK names a broken connection TimeoutError too.
  if (isUnreachable(error)) return fail("UPSTREAM", `${service} cannot be reached`);
  if (error.name === "TimeoutError") return fail("UPSTREAM", `${service} did not answer in time`);
  if (error.name === "CredentialsProviderError") {
    return fail(
      "UPSTREAM",
      "The console has no AWS credentials: configure them for the default credential chain",
    );
  }
  if (CLOCK.test(error.name) || CLOCK.test(words))
    return fail("UPSTREAM", `The clock of the console's machine is wrong: AWS says "${words}"`);
  if (error.name.includes("AccessDenied"))
    return fail("UPSTREAM", `${signer().identity} lacks a permission: ${words}`);
  if (/UnrecognizedClient|ExpiredToken|InvalidSignature|InvalidAccessKeyId/.test(error.name))
    return fail("UPSTREAM", `AWS refused ${signer().credentials}: ${words}`);
  const byCode = error.AthenaErrorCode ? BY_ATHENA_CODE[error.AthenaErrorCode] : undefined;
  if (byCode) return fail(byCode, words);
  if (/is not found|EntityNotFoundException/.test(words)) return fail("NOT_FOUND", words);
  const byName = BY_NAME[error.name];
  if (byName === "THROTTLED")
    return fail(
      byName,
      `${service} takes no more requests at the moment (${words}): try again later`,
    );
  if (byName) return fail(byName, words);
  // An answer of something else on the way, a proxy for one: the SDK could not read it.
  if (cause instanceof SyntaxError)
    return fail("UPSTREAM", `${service} gave an answer that cannot be read`);
  const status = error.$metadata?.httpStatusCode;
  if (status === undefined) throw cause;
  if (error.name === UNNAMED) return fail("UPSTREAM", `${service} failed: HTTP ${status}`);
  return fail("UPSTREAM", words || `${service} failed`);
}

/** Whom the call was signed for. */
function signer(): { identity: string; credentials: string } {
  const identity = actingIdentity();
  if (identity === undefined)
    return { identity: "The console's AWS identity", credentials: "the console's credentials" };
  const role = roleNameOf(identity.roleArn);
  return {
    identity: `The AWS role that you act with, ${role},`,
    credentials: `the credentials of the role ${role}`,
  };
}

/** As `upstream`, for calls that name an object: InvalidRequestException is all Athena says of ids it does not know. */
export const upstreamOfKnown = <T>(answer: Promise<T>): Promise<T> =>
  upstream(answer).catch((cause) => {
    if (cause instanceof AppError && cause.code === "INVALID" && UNKNOWN_ID.test(cause.message))
      throw new AppError("NOT_FOUND", cause.message, cause.details);
    throw cause;
  });

const UNKNOWN_ID = /not found|does not exist/i;

const isUnreachable = (error: AwsError): boolean =>
  hasCode(error, NEVER_CONNECTED) || hasCode(error, BROKEN);

/** A connection that fails on every address has its codes inside. */
const hasCode = (error: AwsError, codes: RegExp): boolean =>
  codes.test(error.code ?? "") ||
  (error instanceof AggregateError && error.errors.some((inner) => hasCode(inner, codes)));

/**
 * Whether it is known how one attempt went: it was refused, the service itself says how it failed, or no connection
 * ever came about. An answer that breaks off after its head is none, and a gateway knows nothing of what it waited for.
 */
export function wasHeard(cause: unknown): boolean {
  const error = cause as AwsError;
  const status = error.$metadata?.httpStatusCode;
  if (status !== undefined && status >= 300 && status < 500) return true;
  if (error.$fault !== undefined && error.name !== UNNAMED) return true;
  return hasCode(error, NEVER_CONNECTED) || NO_CONNECTION.test(error.message);
}

/** A failure of what may have been done all the same. */
export function markUnheard(cause: unknown): unknown {
  if (!(cause instanceof AppError)) return Object.assign(cause as Error, { unheard: true });
  return new AppError(cause.code, cause.message, { ...cause.details, unheard: true });
}

/** An answer of the SDK whose failure is our own error. `service` is who was asked; Athena unless told. */
export const upstream = <T>(answer: Promise<T>, service?: string): Promise<T> =>
  answer.catch((cause) => {
    throw toAppError(cause, service);
  });
