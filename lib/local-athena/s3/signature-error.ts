export type SignatureErrorCode =
  | "AccessDenied"
  | "AuthorizationHeaderMalformed"
  | "AuthorizationQueryParametersError"
  | "ExpiredToken"
  | "InvalidAccessKeyId"
  | "InvalidToken"
  | "MissingAuthenticationToken"
  | "RequestTimeTooSkewed"
  | "SignatureDoesNotMatch";

/** Why a signature was refused; `code` is S3's, other services translate it. */
export class SignatureError extends Error {
  constructor(
    readonly code: SignatureErrorCode,
    message: string,
  ) {
    super(message);
    this.name = "SignatureError";
  }
}

export function malformed(message: string): SignatureError {
  return new SignatureError("AuthorizationHeaderMalformed", message);
}

export function unknownAccessKey(): SignatureError {
  return new SignatureError(
    "InvalidAccessKeyId",
    "The AWS Access Key Id you provided does not exist in our records.",
  );
}

export function wrongSignature(): SignatureError {
  return new SignatureError(
    "SignatureDoesNotMatch",
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
  );
}

export function expired(): SignatureError {
  return new SignatureError("AccessDenied", "Request has expired");
}
