import { PAGE_STYLES, renderPage } from "../notebook-page/render";
import type { ServiceContext } from "../operations/service-context";
import { RESOURCE_DASHBOARD_PATH } from "../operations/sessions/get-resource-dashboard";
import type { RequestHandler } from "../protocol/http-server";
import { html } from "../root-page/html";
import { pageSender } from "../root-page/send-page";
import { EXECUTOR_STATES } from "../state/executors";
import { renderDashboard } from "./render-dashboard";

const sendPage = pageSender(PAGE_STYLES);
const EXECUTORS_MAX = 1_000;

const REFUSAL = renderPage(
  "Not open any more",
  html`<header><h1>This address is not open any more</h1></header>
<p>An address of GetResourceDashboard is open for an hour. Ask for a new one.</p>`,
);

/** The addresses of GetResourceDashboard: what is known of a session. 403 without a valid token of it. */
export function createResourceDashboard(context: ServiceContext): RequestHandler {
  return async (request, response) => {
    const url = new URL(request.url ?? "", context.url);
    const sessionId = url.pathname.slice(RESOURCE_DASHBOARD_PATH.length + 1);
    const token = url.searchParams.get("authToken") ?? "";
    const now = context.now();
    const subject = context.accessTokens.subjectOf("resource-dashboard", token, now);
    const session = context.sessions.get(sessionId);
    if (request.method !== "GET" || !session || subject !== sessionId)
      return sendPage(response, 403, REFUSAL);
    const { records } = context.executors.list(sessionId, EXECUTOR_STATES, EXECUTORS_MAX);
    const dpuMs = context.executors.dpuMs(sessionId, now);
    sendPage(response, 200, renderDashboard(session, records, dpuMs, now));
  };
}
