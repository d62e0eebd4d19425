import type { Metadata } from "next";
import { SignInScreen } from "@/components/sign-in/sign-in-screen";
import { safeNextPath } from "@/lib/domain/links";
import { signInOffers } from "@/lib/server/auth/sign-in-offers";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<{ next?: string; callbackUrl?: string; error?: string }> };

export default async function SignInPage({ searchParams }: Props) {
  const { next, error } = await searchParams;
  return <SignInScreen offers={await signInOffers()} next={safeNextPath(next)} error={error} />;
}
