import { StoreError, type StoreErrorCode } from "../storage/store-error";
import { SignatureError, type SignatureErrorCode } from "./signature-error";

const statuses = {
  AccessControlListNotSupported: 400,
  AccessDenied: 403,
  AuthorizationHeaderMalformed: 400,
  AuthorizationQueryParametersError: 400,
  BadDigest: 400,
  BucketAlreadyOwnedByYou: 409,
  BucketNotEmpty: 409,
  EntityTooLarge: 400,
  EntityTooSmall: 400,
  ExpiredToken: 400,
  IncompleteBody: 400,
  InternalError: 500,
  InvalidAccessKeyId: 403,
  InvalidArgument: 400,
  InvalidBucketName: 400,
  InvalidBucketOwnerAWSAccountID: 400,
  InvalidDigest: 400,
  InvalidEncryptionAlgorithmError: 400,
  InvalidPart: 400,
  InvalidPartOrder: 400,
  InvalidRange: 416,
  InvalidRequest: 400,
  InvalidToken: 400,
  InvalidURI: 400,
  "KMS.NotFoundException": 400,
  KeyTooLongError: 400,
  MalformedTrailerError: 400,
  MalformedXML: 400,
  MaxMessageLengthExceeded: 400,
  MetadataTooLarge: 400,
  MethodNotAllowed: 405,
  MissingContentLength: 411,
  NoSuchBucket: 404,
  NoSuchBucketPolicy: 404,
  NoSuchCORSConfiguration: 404,
  NoSuchKey: 404,
  NoSuchLifecycleConfiguration: 404,
  NoSuchTagSet: 404,
  NoSuchUpload: 404,
  NoSuchWebsiteConfiguration: 404,
  NotModified: 304,
  ObjectLockConfigurationNotFoundError: 404,
  PreconditionFailed: 412,
  ReplicationConfigurationNotFoundError: 404,
  RequestTimeTooSkewed: 403,
  SignatureDoesNotMatch: 403,
  XAmzContentSHA256Mismatch: 400,
} as const;

export type S3ErrorCode = keyof typeof statuses;

/** A refusal in S3's terms; `headers` go out with it. */
export class S3Error extends Error {
  constructor(
    readonly code: S3ErrorCode,
    message: string,
    readonly headers: Record<string, string> = {},
  ) {
    super(message);
    this.name = "S3Error";
  }

  get status(): number {
    return statuses[this.code];
  }
}

const fromStore: Partial<Record<StoreErrorCode, S3ErrorCode>> = { InvalidKey: "InvalidURI" };
const fromSignature: Partial<Record<SignatureErrorCode, S3ErrorCode>> = {
  MissingAuthenticationToken: "AccessDenied",
};

/** The S3 answer for an error of the store or of the signature; undefined for a fault of ours. */
export function toS3Error(error: unknown): S3Error | undefined {
  if (error instanceof S3Error) return error;
  if (error instanceof StoreError) {
    return new S3Error(s3Code(fromStore[error.code] ?? error.code), error.message);
  }
  if (error instanceof SignatureError) {
    return new S3Error(s3Code(fromSignature[error.code] ?? error.code), error.message);
  }
  if (error instanceof TypeError && "code" in error && error.code === "ERR_INVALID_CHAR") {
    return new S3Error("InvalidArgument", "A header value cannot contain these characters.");
  }
  return undefined;
}

function s3Code(code: string): S3ErrorCode {
  return Object.hasOwn(statuses, code) ? (code as S3ErrorCode) : "InvalidRequest";
}

export function noSuchKey(): S3Error {
  return new S3Error("NoSuchKey", "The specified key does not exist.");
}

/** S3 would say 501; a request that asks for what is not there is the caller's to change, so it gets a 4xx. */
export function notImplemented(what: string): S3Error {
  return new S3Error("MethodNotAllowed", `${what} is not implemented by this service.`);
}

export function invalidArgument(message: string): S3Error {
  return new S3Error("InvalidArgument", message);
}

export function malformedXml(): S3Error {
  return new S3Error(
    "MalformedXML",
    "The XML you provided was not well-formed or did not validate against our published schema",
  );
}
