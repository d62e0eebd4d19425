import type { Handler } from "../operation";
import { workGroupNamed } from "./work-group";

export const getWorkGroup: Handler<"GetWorkGroup"> = (context, input) => {
  const record = workGroupNamed(context, input.WorkGroup);
  return {
    WorkGroup: {
      Name: record.name,
      State: record.state,
      Configuration: { ...record.configuration },
      Description: record.description || undefined,
      CreationTime: new Date(record.createdAt),
    },
  };
};
