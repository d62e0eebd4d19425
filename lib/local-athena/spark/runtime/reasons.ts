/** Athena's own texts of these are not known: all of them stand here. */

export const idleTimeout = (minutes: number) =>
  `The session was terminated because it had been idle for ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`;

export const SERVICE_STOPPED = "The service was stopped.";

export const SERVICE_RESTARTED =
  "The service ended while the session was active, and was restarted.";

export const STOPPED_BY_USER = "Calculation canceled by user";

export const processEnded = (reason: string) => `The Python of the session is gone: ${reason}.`;

export const startFailed = (message: string) => `The session could not be started: ${message}`;

/** Of a calculation whose session ended under it. */
export const sessionEnded = (sessionId: string, state: string, reason: string | undefined) =>
  `Session ${sessionId} is ${state}.${reason === undefined ? "" : ` ${reason}`}`;

export const bucketMissing = (bucket: string) =>
  `The S3 location provided to save your calculation results is invalid: the bucket ${bucket} does not exist. Please check your S3 location is correct and is in the same region and try again.`;

export const wrongBucketOwner = (uri: string) =>
  `Access denied when writing output to url: ${uri} . Please ensure you are allowed to access the S3 bucket.`;

/** There is no KMS on one machine, and a result that asks for a key must not lie there without. */
export const kmsMissing = (kmsKey: string) =>
  `Calculation results cannot be encrypted with the KMS key ${kmsKey}: AWS KMS is not available in local-athena. Choose SSE_S3 or no encryption for the results.`;

export const notWritten = (message: string) => `The output could not be written: ${message}`;

const MIB = 1024 * 1024;

export const tooMuchDisplayed = (maxBytes: number) =>
  `The calculation was stopped: it displayed more than ${maxBytes / MIB} MiB.`;
