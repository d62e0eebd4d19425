export type StoreErrorCode =
  | "BucketAlreadyOwnedByYou"
  | "BucketNotEmpty"
  | "EntityTooSmall"
  | "InvalidBucketName"
  | "InvalidKey"
  | "InvalidPart"
  | "InvalidPartOrder"
  | "KeyTooLongError"
  | "NoSuchBucket"
  | "NoSuchKey"
  | "NoSuchUpload";

/** A refusal of the object store; the codes are S3's own where S3 has one. */
export class StoreError extends Error {
  constructor(
    readonly code: StoreErrorCode,
    message: string,
  ) {
    super(message);
    this.name = "StoreError";
  }
}

/** True for a failed file system call with one of these codes (`ENOENT`, ...). */
export function hasErrno(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && "code" in error && codes.includes(String(error.code));
}

/** As `unlessErrno`, for calls that answer at once. */
export function unlessErrnoSync<T>(call: () => T, ...codes: string[]): T | undefined {
  try {
    return call();
  } catch (error) {
    if (hasErrno(error, ...codes)) return undefined;
    throw error;
  }
}

/** The value, or undefined when the file system call failed with one of these codes. */
export async function unlessErrno<T>(call: Promise<T>, ...codes: string[]): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (hasErrno(error, ...codes)) return undefined;
    throw error;
  }
}
