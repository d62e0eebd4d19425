import type { RequestHandler } from "../protocol/http-server";
import type { Holdings } from "./holdings";
import { renderRootPage } from "./render";
import { pageSender } from "./send-page";
import { STYLES } from "./styles";

const sendPage = pageSender(STYLES);

/** Answers a browser at the root with what the service is, holds and how to use it. */
export function createRootPage(holdings: () => Promise<Holdings>): RequestHandler {
  return async (_request, response) => sendPage(response, 200, renderRootPage(await holdings()));
}
