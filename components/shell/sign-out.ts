import { links } from "@/lib/domain/links";

/** Ends the session at next-auth and goes to the sign-in page. */
export async function signOut(): Promise<void> {
  const { csrfToken } = await (await fetch("/api/auth/csrf")).json();
  await fetch("/api/auth/signout", {
    method: "POST",
    body: new URLSearchParams({ csrfToken, json: "true" }),
  });
  window.location.assign(links.signIn());
}
