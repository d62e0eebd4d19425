import type { AthenaClient } from "@aws-sdk/client-athena";
import type { TextMap } from "@/lib/domain/workgroups/settings";
import { toAppError } from "./errors";
import type { CallerAccount } from "./identity";
import { listTags } from "./tags";

export type ResourceTags = {
  /** Absent where the account is not known. */
  arn?: string;
  tags: TextMap;
  /** Why they are not known; they are none here then. */
  problem?: string;
};

export type AccountOptions = {
  region: string;
  /** Undefined where it cannot be known: nothing has an ARN then, and no tags. */
  callerAccount: () => Promise<CallerAccount | undefined>;
};

const ACCOUNT_UNKNOWN =
  "The account is not known: sts:GetCallerIdentity did not answer the console";

/**
 * ListTagsForResource of a resource of this account, `workgroup/primary` for one. Tags that may not be read hide
 * nothing else; that nothing answers, or too fast, concerns all of it. @throws AppError UPSTREAM or THROTTLED
 */
export async function readTags(
  client: AthenaClient,
  { region, callerAccount }: AccountOptions,
  resource: string,
): Promise<ResourceTags> {
  const caller = await callerAccount();
  if (!caller) return { tags: {}, problem: ACCOUNT_UNKNOWN };
  const arn = `arn:${caller.partition}:athena:${region}:${caller.account}:${resource}`;
  try {
    return { arn, tags: await listTags(client, arn) };
  } catch (cause) {
    const error = toAppError(cause);
    const denied = error.details.upstreamCode === "AccessDeniedException";
    if (error.code === "THROTTLED" || (error.code === "UPSTREAM" && !denied)) throw error;
    return { arn, tags: {}, problem: error.message };
  }
}
