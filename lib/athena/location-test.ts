import { randomUUID } from "node:crypto";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
} from "@aws-sdk/client-s3";
import { AppError, type ErrorCode } from "@/lib/domain/errors";
import { redactArns, toAppError } from "./errors";

export type LocationProbe = {
  bucket: string;
  /** Empty, or ending with a slash. */
  prefix: string;
  /** SSE_S3, SSE_KMS or CSE_KMS. */
  encryptionOption: string | undefined;
  encryptionKmsKey: string | undefined;
  expectedBucketOwner: string | undefined;
  /** BUCKET_OWNER_FULL_CONTROL. */
  s3AclOption: string | undefined;
};

export type ProbeStep = {
  step: "write" | "read" | "delete";
  outcome: "works" | "fails" | "notTried";
  message?: string | undefined;
};

export type ProbeResult = {
  key: string;
  steps: ProbeStep[];
  /** Of the first step that failed. */
  failure: AppError | undefined;
};

const CLIENT_SIDE =
  "Written without encryption: with client-side encryption Athena encrypts before it writes, so the key was not tested.";
const VERSIONED =
  "The bucket keeps versions: the probe is hidden by a delete marker, and its bytes stay as an older version.";

/**
 * PutObject, GetObject and DeleteObject of a small object below a location, as results would be written. Never
 * throws for what S3 says: each step tells it, in S3's words without ARNs. What may have been written is deleted.
 */
export async function testLocation(s3: S3Client, probe: LocationProbe): Promise<ProbeResult> {
  const id = randomUUID();
  const key = `${probe.prefix}athenaeum-probe-${id}.txt`;
  const text = `Athenaeum tests this location. It deletes this object at once. ${id}\n`;
  const object = { Bucket: probe.bucket, Key: key, ExpectedBucketOwner: probe.expectedBucketOwner };

  const written = await attempt(
    probe,
    s3.send(new PutObjectCommand({ ...object, ...writtenAs(probe), Body: text })),
  );
  const read = written.failure
    ? undefined
    : await attempt(probe, readBack(s3, new GetObjectCommand(object), text));
  // An answer that never came says nothing about the object.
  const mayExist = !written.failure || !written.isRefused;
  const deleted = mayExist
    ? await attempt(probe, s3.send(new DeleteObjectCommand(object)))
    : undefined;

  const remains = written.failure ? "The object may remain" : "The object remains";
  return {
    key,
    failure: written.failure ?? read?.failure ?? deleted?.failure,
    steps: [
      stepOf("write", written, probe.encryptionOption === "CSE_KMS" ? CLIENT_SIDE : undefined),
      stepOf("read", read),
      deleted?.failure
        ? {
            step: "delete",
            outcome: "fails",
            message: `${deleted.failure.message}. ${remains} at s3://${probe.bucket}/${key}`,
          }
        : stepOf("delete", deleted, deleted?.value?.DeleteMarker ? VERSIONED : undefined),
    ],
  };
}

function writtenAs(probe: LocationProbe): Partial<PutObjectCommandInput> {
  const acl =
    probe.s3AclOption === "BUCKET_OWNER_FULL_CONTROL"
      ? { ACL: "bucket-owner-full-control" as const }
      : {};
  if (probe.encryptionOption === "SSE_S3") return { ...acl, ServerSideEncryption: "AES256" };
  if (probe.encryptionOption === "SSE_KMS")
    return { ...acl, ServerSideEncryption: "aws:kms", SSEKMSKeyId: probe.encryptionKmsKey };
  return acl;
}

async function readBack(s3: S3Client, command: GetObjectCommand, text: string): Promise<void> {
  const { Body } = await s3.send(command);
  if ((await Body?.transformToString()) !== text)
    throw new AppError("UPSTREAM", "What was read is not what was written");
}

type Attempt<T> =
  | { value: T; failure?: undefined }
  | { value?: undefined; failure: AppError; isRefused: boolean };

async function attempt<T>(probe: LocationProbe, answer: Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await answer };
  } catch (cause) {
    const { $metadata } = cause as { $metadata?: { httpStatusCode?: number } };
    const status = $metadata?.httpStatusCode ?? 0;
    return { failure: failureOf(cause as Error, probe), isRefused: status >= 400 && status < 500 };
  }
}

const stepOf = (
  step: ProbeStep["step"],
  tried: Attempt<unknown> | undefined,
  remark?: string,
): ProbeStep => {
  if (!tried) return { step, outcome: "notTried" };
  if (tried.failure) return { step, outcome: "fails", message: tried.failure.message };
  return { step, outcome: "works", message: remark };
};

function failureOf(cause: Error, probe: LocationProbe): AppError {
  const words = redactArns(cause.message ?? "").replace(/\.$/, "");
  const fail = (message: string, code: ErrorCode = "UPSTREAM") =>
    Object.assign(new AppError(code, message, { upstreamCode: cause.name }), { cause });

  if (cause.name === "NoSuchBucket") return fail(`There is no bucket ${probe.bucket}: ${words}`);
  if (cause.name.startsWith("KMS.") || /\bkms:/i.test(words))
    return fail(`The KMS key cannot be used: ${words}`);
  if (cause.name === "AccessControlListNotSupported")
    return fail(`The bucket takes no such ACL: ${words}`);
  if (cause.name === "AccessDenied" && probe.expectedBucketOwner !== undefined)
    return fail(
      `S3 refused: ${words}. The console's AWS identity lacks a permission there, or the expected bucket owner is not the owner`,
    );
  try {
    // The test failed, whatever became of its object: its steps tell that.
    const { code, message } = toAppError(cause, "S3");
    return fail(message, code);
  } catch {
    // The SDK itself refused to send it.
    return fail(words);
  }
}
