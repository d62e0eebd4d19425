import type { Handler } from "../operation";
import { changedConfiguration } from "./configuration-changes";
import { checkConfiguration } from "./configuration-rules";
import { workGroupNamed } from "./work-group";

/** Changes what is given and leaves the rest; queries that are queued or running go on as they are. */
export const updateWorkGroup: Handler<"UpdateWorkGroup"> = (context, input) => {
  const record = workGroupNamed(context, input.WorkGroup);
  const configuration = input.ConfigurationUpdates
    ? changedConfiguration(record.configuration, input.ConfigurationUpdates)
    : record.configuration;
  checkConfiguration(configuration);
  context.workGroups.put({
    ...record,
    state: input.State ?? record.state,
    description: input.Description ?? record.description,
    configuration,
  });
  return {};
};
