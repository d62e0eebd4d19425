import { randomUUID } from "node:crypto";
import type { WorkGroupRecord } from "../../state/workgroups";
import { onceByToken } from "../once-by-token";
import type { Handler } from "../operation";
import type { ServiceContext } from "../service-context";
import { EMPTY_NOTEBOOK } from "./ipynb";
import { notebookWorkGroup, requireEnabled, requireFreeName } from "./notebook";

type NewNotebook = {
  operation: "CreateNotebook" | "ImportNotebook";
  workGroup: WorkGroupRecord;
  name: string;
  payload: string;
  token: string | undefined;
};

/**
 * Stores a notebook under a name that its workgroup does not have yet; once for each ClientRequestToken.
 * @returns its id
 * @throws AthenaException when the name is taken or the token was used with other parameters
 */
export function insertNotebook(context: ServiceContext, notebook: NewNotebook): string {
  const { operation, workGroup, name, payload, token } = notebook;
  return onceByToken(context, {
    operation,
    token,
    compared: [workGroup.name, name, payload],
    since: workGroup.createdAt,
    create: () => {
      requireFreeName(context, workGroup.name, name);
      const id = randomUUID();
      const now = context.now();
      const record = { id, workGroup: workGroup.name, name, createdAt: now, modifiedAt: now };
      context.notebooks.insert(record, payload);
      return id;
    },
  });
}

/** Creates a notebook without cells. */
export const createNotebook: Handler<"CreateNotebook"> = (context, input) => {
  const workGroup = notebookWorkGroup(context, input.WorkGroup);
  requireEnabled(workGroup);
  const NotebookId = insertNotebook(context, {
    operation: "CreateNotebook",
    workGroup,
    name: input.Name,
    payload: EMPTY_NOTEBOOK,
    token: input.ClientRequestToken,
  });
  return { NotebookId };
};
