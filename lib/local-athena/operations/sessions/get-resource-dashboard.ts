import { invalidInput } from "../../protocol/errors";
import type { Handler } from "../operation";
import { resourceOfArn, sessionInWorkGroup } from "../tags/taggable-resource";
import { requireFamily } from "./session";

const OPERATION = "GetResourceDashboard";
const TOKEN_MS = 60 * 60_000;

/** The path of the pages; the service answers them itself (session-pages/). */
export const RESOURCE_DASHBOARD_PATH = "/_athenaeum/spark-sessions";

/** The address of a page about a session, for an hour; also after the session's end. Needs managed logging. */
export const getResourceDashboard: Handler<typeof OPERATION> = (context, input) => {
  const session = resourceOfArn(context, input.ResourceARN, { workgroup: sessionInWorkGroup });
  if (!session) throw invalidInput(`The resource ARN is not of a session: ${input.ResourceARN}`);
  requireFamily(session, "SPARK_3_5", OPERATION);
  if (!session.monitoring?.ManagedLoggingConfiguration?.Enabled)
    throw invalidInput(
      `Session ${session.id} has no dashboard: ManagedLoggingConfiguration is not enabled.`,
    );
  const url = new URL(`${RESOURCE_DASHBOARD_PATH}/${session.id}`, context.url);
  const expiresAt = context.now() + TOKEN_MS;
  url.searchParams.set(
    "authToken",
    context.accessTokens.issue("resource-dashboard", session.id, expiresAt),
  );
  return { Url: url.href };
};
