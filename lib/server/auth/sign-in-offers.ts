import { headers } from "next/headers";
import { runtime } from "../runtime";
import { isLoopbackRequest } from "./demo-people";

/** The ways to sign in that this request may use. */
export async function signInOffers(): Promise<{ oidc: boolean; demo: boolean }> {
  const sent = await headers();
  const { env } = await runtime();
  return {
    oidc: env.oidc !== undefined,
    demo: env.demoSignIn && isLoopbackRequest((name) => sent.get(name)),
  };
}
