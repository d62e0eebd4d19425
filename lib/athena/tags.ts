import {
  type AthenaClient,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from "@aws-sdk/client-athena";
import type { TextMap } from "@/lib/domain/workgroups/settings";
import { upstream } from "./errors";
import { allPages } from "./metadata";

/** The smallest page that ListTagsForResource takes; a resource has 50 tags at most. */
const PAGE = 75;

/** ListTagsForResource, all pages. @throws AppError NOT_FOUND for an ARN of nothing */
export async function listTags(client: AthenaClient, arn: string): Promise<TextMap> {
  const tags = await upstream(
    allPages(async (NextToken) => {
      const page = await client.send(
        new ListTagsForResourceCommand({ ResourceARN: arn, NextToken, MaxResults: PAGE }),
      );
      return { items: page.Tags ?? [], nextToken: page.NextToken };
    }),
  );
  return Object.fromEntries(tags.map(({ Key = "", Value = "" }) => [Key, Value]));
}

/** TagResource: adds tags and replaces values of keys that are there; all of them or none. */
export const tagResource = async (
  client: AthenaClient,
  arn: string,
  tags: { Key: string; Value: string }[],
): Promise<void> => {
  await upstream(client.send(new TagResourceCommand({ ResourceARN: arn, Tags: tags })));
};

/** UntagResource; keys that are not there are passed over. */
export const untagResource = async (
  client: AthenaClient,
  arn: string,
  keys: string[],
): Promise<void> => {
  await upstream(client.send(new UntagResourceCommand({ ResourceARN: arn, TagKeys: keys })));
};
