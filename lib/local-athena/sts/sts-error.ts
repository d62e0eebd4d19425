import { SignatureError, type SignatureErrorCode } from "../s3/signature-error";

/** A refusal as STS words it; the status is 400 unless said. */
export class StsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
    this.name = "StsError";
  }
}

/** What is wrong with members of an input, in the words of AWS. */
export function validationError(problems: readonly string[]): StsError {
  const count =
    problems.length === 1 ? "1 validation error" : `${problems.length} validation errors`;
  return new StsError("ValidationError", `${count} detected: ${problems.join("; ")}`);
}

const BY_SIGNATURE: Partial<Record<SignatureErrorCode, [code: string, message?: string]>> = {
  AuthorizationHeaderMalformed: ["IncompleteSignature"],
  AuthorizationQueryParametersError: ["IncompleteSignature"],
  ExpiredToken: ["ExpiredToken", "The security token included in the request is expired"],
  InvalidAccessKeyId: [
    "InvalidClientTokenId",
    "The security token included in the request is invalid.",
  ],
  InvalidToken: ["InvalidClientTokenId", "The security token included in the request is invalid"],
  MissingAuthenticationToken: [
    "MissingAuthenticationToken",
    "Request is missing Authentication Token",
  ],
  RequestTimeTooSkewed: ["SignatureDoesNotMatch"],
};

/** The STS answer for an error; undefined for a fault of ours. */
export function toStsError(error: unknown): StsError | undefined {
  if (error instanceof StsError) return error;
  if (!(error instanceof SignatureError)) return undefined;
  const [code = error.code, message = error.message] = BY_SIGNATURE[error.code] ?? [];
  return new StsError(code, message, 403);
}
