import { links } from "@/lib/domain/links";
import type { Role } from "@/lib/domain/permissions";
import { forgetWorkgroupDrafts } from "./workgroup-drafts";

/**
 * Sessions belong to next-auth, whose own client would cost the first page 12 kB. These are its three forms:
 * each carries the token against forged requests and is answered with the address to go to.
 */
async function submit(action: string, fields: Record<string, string>): Promise<URL> {
  const { csrfToken } = await json(await fetch("/api/auth/csrf"));
  const answer = await json(
    await fetch(`/api/auth/${action}`, {
      method: "POST",
      body: new URLSearchParams({ ...fields, csrfToken: csrfToken ?? "", json: "true" }),
    }),
  );
  return new URL(answer.url ?? "", window.location.href);
}

const json = async (response: Response): Promise<Record<string, string | undefined>> =>
  await response.json();

/** Nothing more happens on a page that is being left: what waits for it waits until it is gone. */
const untilLeft = () => new Promise<never>(() => {});

/** Signs in as a sample person and goes to `target`; answers next-auth's code of what went wrong, if anything did. */
export async function enterAs(role: Role, target: string): Promise<string> {
  const next = await submit("callback/demo", { role, callbackUrl: links.signIn() });
  // A refusal leads to a page of next-auth's own, and not each of them says why.
  const refused = next.pathname.startsWith("/api/auth/");
  const problem = next.searchParams.get("error") ?? (refused ? "Callback" : undefined);
  if (problem) return problem;
  // A whole new page: nothing of the person before stays in memory, and Back does not lead here.
  window.location.replace(target);
  return await untilLeft();
}

/** Leads to the identity provider, which leads back to `target`. */
export async function leaveForProvider(target: string): Promise<never> {
  const next = await submit("signin/oidc", { callbackUrl: target });
  window.location.assign(next);
  return await untilLeft();
}

/** Ends the session and goes to the sign-in page. */
export async function signOut(): Promise<void> {
  await submit("signout", { callbackUrl: links.signIn() });
  forgetWorkgroupDrafts();
  window.location.assign(links.signIn());
}
