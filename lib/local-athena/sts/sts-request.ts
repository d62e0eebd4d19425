import type { IncomingMessage } from "node:http";

/** A form posted to the root: nobody but STS is asked like this. */
export const isStsRequest = ({ method, url, headers }: IncomingMessage) =>
  method === "POST" &&
  url === "/" &&
  (headers["content-type"] ?? "").startsWith("application/x-www-form-urlencoded");
