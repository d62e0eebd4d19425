import { NOTEBOOK_PAGE_PATH } from "../operations/notebooks/create-presigned-notebook-url";
import { cellsOfNotebook } from "../operations/notebooks/ipynb";
import { activeSessionsOf } from "../operations/notebooks/notebook";
import type { ServiceContext } from "../operations/service-context";
import type { RequestHandler } from "../protocol/http-server";
import { html } from "../root-page/html";
import { pageSender } from "../root-page/send-page";
import { PAGE_STYLES, renderNotebook, renderPage } from "./render";

const sendPage = pageSender(PAGE_STYLES);

const REFUSAL = renderPage(
  "Not open any more",
  html`<header><h1>This address is not open any more</h1></header>
<p>An address of CreatePresignedNotebookUrl opens a notebook for ten minutes, while its session is active. Ask for a new one.</p>`,
);

/**
 * The addresses of CreatePresignedNotebookUrl: the notebook of an active session, to read.
 * 403 without a valid token, after its end, and after the end of the session.
 */
export function createNotebookPage(context: ServiceContext): RequestHandler {
  return async (request, response) => {
    const url = new URL(request.url ?? "", context.url);
    const notebookId = url.pathname.slice(NOTEBOOK_PAGE_PATH.length + 1);
    const token = url.searchParams.get("authToken") ?? "";
    const sessionId = context.accessTokens.subjectOf("notebook", token, context.now());
    const notebook = context.notebooks.get(notebookId);
    const isOpen = activeSessionsOf(context, notebookId).some(({ id }) => id === sessionId);
    if (request.method !== "GET" || !notebook || sessionId === undefined || !isOpen)
      return sendPage(response, 403, REFUSAL);
    const cells = cellsOfNotebook(context.notebooks.payloadOf(notebookId) ?? "");
    sendPage(response, 200, renderNotebook(notebook, cells, sessionId));
  };
}
