import type { Contract, EndpointOf, InputOf, OutputOf } from "@/lib/contracts/contract";
import type { ErrorCode } from "@/lib/domain/errors";
import { links, pathSegment } from "@/lib/domain/links";

/** An answer that is not 2xx, or no answer at all (`UNREACHABLE`). */
export class CallError extends Error {
  constructor(
    readonly code: ErrorCode | "UNREACHABLE",
    message: string,
    readonly requestId: string | undefined,
    readonly fields: Record<string, string> = {},
  ) {
    super(message);
    this.name = "CallError";
  }
}

/**
 * Calls an endpoint of ours. Contracts are imported as types only, so no schema reaches the browser:
 * the server has parsed the answer already. @throws CallError
 */
export async function call<C extends Contract>(
  endpoint: EndpointOf<C>,
  input: InputOf<C>,
  signal?: AbortSignal,
): Promise<OutputOf<C>> {
  const { url, method, body } = requestOf(endpoint, (input ?? {}) as Record<string, unknown>);
  const response = await send(url, {
    method,
    ...(body === undefined ? {} : { body, headers: { "content-type": "application/json" } }),
    ...(signal ? { signal } : {}),
  });
  if (response.ok) return (await response.json()) as OutputOf<C>;
  const error = await errorOf(response);
  if (error.code === "UNAUTHENTICATED") goToSignIn();
  throw error;
}

function requestOf(endpoint: string, input: Record<string, unknown>) {
  const [method = "GET", path = ""] = endpoint.split(" ");
  const rest = { ...input };
  const filled = path.replace(/\[(\w+)\]/g, (_, name: string) => {
    const value = pathSegment(String(rest[name]));
    delete rest[name];
    return value;
  });
  if (method !== "GET" && method !== "DELETE")
    return { method, url: filled, body: JSON.stringify(rest) };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(rest))
    if (value !== undefined) search.set(name, String(value));
  return { method, url: search.size > 0 ? `${filled}?${search}` : filled, body: undefined };
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new CallError(
      "UNREACHABLE",
      "The console cannot be reached. Check the connection; what you wrote is kept.",
      undefined,
    );
  }
}

async function errorOf(response: Response): Promise<CallError> {
  try {
    const { error } = await response.json();
    return new CallError(error.code, error.message, error.requestId, error.fields);
  } catch {
    return new CallError(
      "INTERNAL",
      `The console answered ${response.status}`,
      response.headers.get("x-request-id") ?? undefined,
    );
  }
}

let goesToSignIn = false;
/** The page is left for the sign-in page, which leads back to it: what the tab keeps is not lost. */
export const isGoingToSignIn = () => goesToSignIn;

/** The session ended: sign in and come back to this very place. */
function goToSignIn(): void {
  goesToSignIn = true;
  const { pathname, search, hash } = window.location;
  window.location.assign(links.signIn(`${pathname}${search}${hash}`));
}
