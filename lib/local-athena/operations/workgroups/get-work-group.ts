import type { Handler } from "../operation";
import { engineFamilyOf, wireEngineVersion, workGroupNamed } from "./work-group";

/** The whole configuration; an empty description is left out (measured). */
export const getWorkGroup: Handler<"GetWorkGroup"> = (context, input) => {
  const record = workGroupNamed(context, input.WorkGroup);
  const schedulingType =
    engineFamilyOf(record) === "SQL" ? { QuerySchedulingType: "DEFAULT" } : undefined;
  return {
    WorkGroup: {
      Name: record.name,
      State: record.state,
      Configuration: {
        ...record.configuration,
        EngineVersion: wireEngineVersion(record),
        ...schedulingType,
      },
      Description: record.description || undefined,
      CreationTime: new Date(record.createdAt),
      IdentityCenterApplicationArn: record.identityCenterApplicationArn,
    },
  };
};
