import type { Metadata } from "next";
import { SignInScreen } from "@/components/sign-in/sign-in-screen";
import { safeNextPath } from "@/lib/domain/links";
import { signInOffers } from "@/lib/server/auth/sign-in-offers";

export const metadata: Metadata = { title: "Sign in" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: Props) {
  const { next, error } = await searchParams;
  const offers = await signInOffers();
  return <SignInScreen offers={offers} next={safeNextPath(one(next))} error={one(error)} />;
}

/** An address may name a parameter several times. */
const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value);
