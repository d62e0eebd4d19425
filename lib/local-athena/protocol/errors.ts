export type ExceptionName =
  | "InvalidRequestException"
  | "InternalServerException"
  | "MetadataException"
  | "ResourceNotFoundException"
  | "TooManyRequestsException"
  | "SessionAlreadyExistsException"
  | "ExpiredTokenException"
  | "InvalidSignatureException"
  | "UnrecognizedClientException"
  | "SerializationException"
  | "UnknownOperationException";

/** An error as it goes over the wire (reference 2.3); `message` may be absent for front-end errors. */
export class AthenaException extends Error {
  constructor(
    readonly exceptionName: ExceptionName,
    readonly wireMessage?: string,
    /** Further members of the body: AthenaErrorCode, Reason, ResourceName. */
    readonly members: Readonly<Record<string, string>> = {},
  ) {
    super(wireMessage ?? exceptionName);
    this.name = exceptionName;
  }

  get httpStatus(): number {
    return this.exceptionName === "InternalServerException" ? 500 : 400;
  }

  toBody(): Record<string, string> {
    return {
      __type: this.exceptionName,
      ...this.members,
      ...(this.wireMessage === undefined ? {} : { Message: this.wireMessage }),
    };
  }
}

/** Athena sends its error code twice, under both names. */
export function invalidRequest(athenaErrorCode: string, message: string): AthenaException {
  return new AthenaException("InvalidRequestException", message, {
    AthenaErrorCode: athenaErrorCode,
    ErrorCode: athenaErrorCode,
  });
}

export const invalidInput = (message: string) => invalidRequest("INVALID_INPUT", message);

/** A refusal of the metastore, in the words of the Glue Data Catalog. */
export function metadataNotFound(message: string, requestId: string): AthenaException {
  return new AthenaException(
    "MetadataException",
    `${message} (Service: AmazonDataCatalog; Status Code: 400; Error Code: EntityNotFoundException; Request ID: ${requestId}; Proxy: null)`,
  );
}
