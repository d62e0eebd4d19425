import { headers } from "next/headers";
import { runtime } from "../runtime";
import { isLoopbackHost } from "./demo-people";

/** The ways to sign in that this request may use. */
export async function signInOffers(): Promise<{ oidc: boolean; demo: boolean }> {
  const host = (await headers()).get("host");
  const { env } = await runtime();
  return { oidc: env.oidc !== undefined, demo: env.demoSignIn && isLoopbackHost(host) };
}
