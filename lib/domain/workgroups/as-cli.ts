import type { EngineFamily } from "../engines";
import type { WorkgroupSettings } from "./settings";
import { createInputOf, updateInputOf } from "./update";

/** One word for a POSIX shell: within single quotes nothing has a meaning but the quote. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** The input as JSON, so that no value is taken for an option or a file. */
const command = (operation: string, input: object) =>
  `aws athena ${operation} --cli-input-json ${quoted(JSON.stringify(input, null, 2))}`;

const UNKNOWN_ARN = "# Replace REGION and ACCOUNT.\n";
const withArn = (name: string, arn: string | undefined) =>
  arn ?? `arn:aws:athena:REGION:ACCOUNT:workgroup/${name}`;

/** The commands that lead from `before` to `after`, in a POSIX shell; empty when nothing changes. */
export function updateAsCli(
  name: string,
  before: WorkgroupSettings,
  after: WorkgroupSettings,
  arn?: string,
): string {
  const { update, tag, untag } = updateInputOf(name, before, after);
  const ResourceARN = withArn(name, arn);
  const note = arn ? "" : UNKNOWN_ARN;
  return [
    update && command("update-work-group", update),
    tag.length > 0 && note + command("tag-resource", { ResourceARN, Tags: tag }),
    untag.length > 0 && note + command("untag-resource", { ResourceARN, TagKeys: untag }),
  ]
    .filter(Boolean)
    .join("\n\n");
}

export const createAsCli = (name: string, settings: WorkgroupSettings, family: EngineFamily) =>
  command("create-work-group", createInputOf(name, settings, family));

export const deleteAsCli = (name: string, recursive: boolean) =>
  `aws athena delete-work-group --work-group=${quoted(name)}${recursive ? " --recursive-delete-option" : ""}`;
