import type { ProbeResult } from "@/lib/athena/location-test";
import type { testOutputLocation as contract } from "@/lib/contracts/workgroups";
import { AppError } from "@/lib/domain/errors";
import { s3LocationOf } from "@/lib/domain/s3-location";
import { settingProblem } from "@/lib/domain/session-settings";
import { audited } from "../audit/audited";
import { authorize } from "../authorize";
import type { Verb } from "../context";

type Input = Parameters<Verb<typeof contract>>[1];

/**
 * Writes, reads and deletes an object below a location, recorded as failed when a step fails.
 * @throws INVALID, before anything is written, for what cannot be a location
 */
export const testOutputLocation: Verb<typeof contract> = async (ctx, input) => {
  const { workgroup, location, ...written } = input;
  authorize(ctx, "testOutputLocation", { workgroup });
  const target = checked(input);
  let result: ProbeResult | undefined;
  const test = async () => {
    result = await ctx.runtime.athena.testLocation({ ...target, ...optionsOf(input) });
    if (result.failure) throw result.failure;
  };
  try {
    await audited(ctx, {
      action: "testOutputLocation",
      workgroup,
      objectType: "location",
      objectId: location,
      after: written,
      call: test,
    });
  } catch (error) {
    // A location that cannot be used is an answer; that nothing could be recorded is none.
    if (!result?.failure) throw error;
  }
  const { key = "", steps = [] } = result ?? {};
  return { testedAt: Date.now(), key, steps };
};

const optionsOf = (input: Input) => ({
  encryptionOption: input.encryptionOption,
  encryptionKmsKey: input.encryptionKmsKey,
  expectedBucketOwner: input.expectedBucketOwner,
  s3AclOption: input.s3AclOption,
});

const ENCRYPTIONS = ["SSE_S3", "SSE_KMS", "CSE_KMS"];

function checked(input: Input): { bucket: string; prefix: string } {
  const { encryptionOption: encryption, encryptionKmsKey: key, expectedBucketOwner: owner } = input;
  const target = s3LocationOf(input.location);
  const needsKey = encryption === "SSE_KMS" || encryption === "CSE_KMS";
  const problems: Record<string, string | undefined | false> = {
    location: !target && "A location is s3://bucket/folder/",
    encryptionOption:
      encryption !== undefined &&
      !ENCRYPTIONS.includes(encryption) &&
      `Encryption is one of ${ENCRYPTIONS.join(", ")}`,
    encryptionKmsKey: needsKey
      ? key === undefined
        ? "Encryption with KMS needs a key"
        : settingProblem("kmsKey", key)
      : undefined,
    expectedBucketOwner:
      owner !== undefined && !/^\d{12}$/.test(owner) && "The owner is an AWS account of 12 digits",
    s3AclOption:
      input.s3AclOption !== undefined &&
      input.s3AclOption !== "BUCKET_OWNER_FULL_CONTROL" &&
      "The only ACL is BUCKET_OWNER_FULL_CONTROL",
  };
  const fields = Object.fromEntries(
    Object.entries(problems).flatMap(([field, problem]) => (problem ? [[field, problem]] : [])),
  );
  const [first] = Object.values(fields);
  if (first !== undefined || !target)
    throw new AppError("INVALID", first ?? "A location is s3://bucket/folder/", { fields });
  return target;
}
