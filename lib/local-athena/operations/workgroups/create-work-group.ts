import { randomBytes } from "node:crypto";
import type { WorkGroupConfiguration } from "@aws-sdk/client-athena";
import { invalidInput } from "../../protocol/errors";
import type { Handler } from "../operation";
import type { ServiceContext } from "../service-context";
import { checkNewTags } from "../tags/tag-rules";
import { newConfiguration } from "./configuration-changes";
import { checkConfiguration } from "./configuration-rules";
import { workGroupResource } from "./work-group";

const WORK_GROUPS_MAX = 1_000;

/** Athena registers such a workgroup as an application of the Identity Center instance. */
function applicationArn(
  context: ServiceContext,
  { IdentityCenterConfiguration: identity }: WorkGroupConfiguration,
): string | undefined {
  if (!identity?.EnableIdentityCenter) return undefined;
  const instance = identity.IdentityCenterInstanceArn?.split("/").at(-1) ?? "";
  const application = `apl-${randomBytes(8).toString("hex")}`;
  return `arn:aws:sso::${context.accountId}:application/${instance}/${application}`;
}

/** Creates an ENABLED workgroup; a name that is taken is refused whatever the parameters. */
export const createWorkGroup: Handler<"CreateWorkGroup"> = (context, input) => {
  if (input.Tags?.length === 0)
    throw invalidInput("Tags provided upon WorkGroup creation must not be empty");
  const tags = checkNewTags(input.Tags);
  const configuration = newConfiguration(input.Configuration);
  checkConfiguration(configuration);
  if (context.workGroups.get(input.Name)) throw invalidInput("WorkGroup is already created");
  if (context.workGroups.count() >= WORK_GROUPS_MAX)
    throw invalidInput(
      `WorkGroup ${input.Name} cannot be created: the account has ${WORK_GROUPS_MAX} workgroups, its limit.`,
    );
  context.transaction(() => {
    context.workGroups.put({
      name: input.Name,
      state: "ENABLED",
      description: input.Description ?? "",
      createdAt: context.now(),
      configuration,
      identityCenterApplicationArn: applicationArn(context, configuration),
    });
    context.tags.put(workGroupResource(input.Name), tags);
  });
  return {};
};
