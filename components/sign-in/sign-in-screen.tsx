"use client";

import { BrandMark } from "@/components/shell/brand";
import { Banner } from "@/components/ui/banner";
import { links } from "@/lib/domain/links";
import { signInProblem } from "@/lib/domain/sign-in-problems";
import { DemoPeople } from "./demo-people";
import { useTarget } from "./kept-target";
import { NothingOffered } from "./nothing-offered";
import { SingleSignOn } from "./single-sign-on";

type SignInScreenProps = {
  offers: { oidc: boolean; demo: boolean };
  /** A path of ours. */
  next: string;
  /** A code of next-auth. */
  error: string | undefined;
};

export function SignInScreen({ offers, next, error }: SignInScreenProps) {
  const problem = signInProblem(error);
  const target = useTarget(next, problem !== undefined);
  return (
    <main className="grid min-h-dvh grid-rows-[1fr_auto_1.4fr] px-4 py-8">
      <div className="row-start-2 mx-auto w-full max-w-90">
        <BrandMark className="size-9 text-accent" />
        <h1 className="mt-4 text-[1.375rem] leading-7 font-semibold tracking-tight">
          Sign in to Athenaeum
        </h1>
        <p className="mt-1 text-muted">
          Every query on Amazon Athena: what ran, what it returned, what it cost.
        </p>
        {problem ? (
          <div className="mt-5">
            <Banner tone="bad">{problem}</Banner>
          </div>
        ) : null}
        <div className="mt-6 flex flex-col gap-6">
          {offers.oidc ? <SingleSignOn target={target} /> : null}
          {offers.demo ? <DemoPeople target={target} primary={!offers.oidc} /> : null}
          {offers.oidc || offers.demo ? null : <NothingOffered />}
        </div>
        {target === links.queries() ? null : (
          <p className="mt-6 border-t pt-4 text-sm text-muted">
            You will return to{" "}
            <span className="font-mono wrap-anywhere text-soft" title={target}>
              {target.length > 90 ? `${target.slice(0, 90)}…` : target}
            </span>
          </p>
        )}
      </div>
    </main>
  );
}
