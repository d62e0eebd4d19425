import type { Handler } from "../operation";
import { readListToken } from "../paging";
import { wireEngineVersion } from "./work-group";

/** Summaries in name order; unlike GetWorkGroup they carry even an empty description. */
export const listWorkGroups: Handler<"ListWorkGroups"> = (context, input) => {
  const after = readListToken(context, "ListWorkGroups", [], input.NextToken)?.[0];
  const { records, more } = context.workGroups.list(
    input.MaxResults ?? 50,
    after === undefined ? undefined : String(after),
  );
  const last = records.at(-1);
  return {
    WorkGroups: records.map((record) => ({
      Name: record.name,
      State: record.state,
      Description: record.description,
      CreationTime: new Date(record.createdAt),
      EngineVersion: wireEngineVersion(record),
      IdentityCenterApplicationArn: record.identityCenterApplicationArn,
    })),
    NextToken:
      more && last ? context.pageTokens.write("ListWorkGroups", [], [last.name]) : undefined,
  };
};
