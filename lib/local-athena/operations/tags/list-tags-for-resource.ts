import type { Handler } from "../operation";
import { readListToken } from "../paging";
import { taggableResource } from "./taggable-resource";

/** In the order of their keys. A page takes 75 at least and a resource has 50 at most: one page. */
export const listTagsForResource: Handler<"ListTagsForResource"> = (context, input) => {
  const resource = taggableResource(context, input.ResourceARN);
  readListToken(context, "ListTagsForResource", [resource], input.NextToken);
  return {
    Tags: context.tags.list(resource).map(({ key, value }) => ({ Key: key, Value: value })),
  };
};
