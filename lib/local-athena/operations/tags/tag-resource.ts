import { invalidInput } from "../../protocol/errors";
import type { Handler } from "../operation";
import { checkTagCount, checkTags } from "./tag-rules";
import { taggableResource } from "./taggable-resource";

/** Adds tags; the value of a key that is there is replaced. All of them or none. */
export const tagResource: Handler<"TagResource"> = (context, input) => {
  if (input.Tags.length === 0) throw invalidInput("Tags must not be empty.");
  const tags = checkTags(input.Tags);
  const resource = taggableResource(context, input.ResourceARN);
  checkTagCount(context.tags.list(resource), tags);
  context.transaction(() => context.tags.put(resource, tags));
  return {};
};
