import { invalidInput } from "../../protocol/errors";
import type { Handler } from "../operation";
import { taggableResource } from "./taggable-resource";

/** Removes tags by their keys; keys that are not there are passed over. */
export const untagResource: Handler<"UntagResource"> = (context, input) => {
  if (input.TagKeys.length === 0) throw invalidInput("TagKeys must not be empty.");
  const resource = taggableResource(context, input.ResourceARN);
  context.transaction(() => context.tags.remove(resource, input.TagKeys));
  return {};
};
