"use client";

import { Eye, ShieldCheck, SquareTerminal } from "lucide-react";
import { type ReactNode, useActionState, useId, useOptimistic } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { enterAs } from "@/lib/client/session";
import { ROLES, type Role } from "@/lib/domain/permissions";
import { CONSOLE_UNREACHABLE, signInProblem } from "@/lib/domain/sign-in-problems";

const people: Record<Role, { icon: ReactNode; may: string }> = {
  viewer: {
    icon: <Eye aria-hidden />,
    may: "Reads queries and their results, sessions, notebooks and workgroups.",
  },
  analyst: {
    icon: <SquareTerminal aria-hidden />,
    may: "Also runs SQL and Spark, and stops what they started.",
  },
  admin: {
    icon: <ShieldCheck aria-hidden />,
    may: "Also stops what others started, changes workgroups and capacity, and reads the audit.",
  },
};

type DemoPeopleProps = { target: string; primary: boolean };

/**
 * One button for each sample person of the local backend. A form, as React keeps what is submitted before
 * the page's scripts have run, and only that.
 */
export function DemoPeople({ target, primary }: DemoPeopleProps) {
  const [entering, setEntering] = useOptimistic<Role | undefined>(undefined);
  const headingId = useId();
  const [problem, enter] = useActionState(async (_: string | undefined, form: FormData) => {
    const role = ROLES.find((known) => known === form.get("role"));
    if (!role) return undefined;
    setEntering(role);
    try {
      return signInProblem(await enterAs(role, target));
    } catch {
      return CONSOLE_UNREACHABLE;
    }
  }, undefined);
  return (
    <form action={enter} aria-labelledby={headingId}>
      <h2 id={headingId} className={primary ? "sr-only" : "mb-3 text-sm text-muted"}>
        {primary ? "Sample people" : "Or as a sample person, on this machine only"}
      </h2>
      <ul className="flex flex-col gap-3.5">
        {ROLES.map((role) => (
          <li key={role}>
            <Button
              icon={people[role].icon}
              type="submit"
              name="role"
              value={role}
              loading={entering === role}
              onClick={(event) => (entering ? event.preventDefault() : undefined)}
              aria-describedby={`${headingId}-${role}`}
              className="h-10! w-full justify-start! px-3! [&_svg]:text-muted"
            >
              Continue as {role}
            </Button>
            <p id={`${headingId}-${role}`} className="mt-1 px-3 text-sm text-muted">
              {people[role].may}
            </p>
          </li>
        ))}
      </ul>
      {problem && !entering ? (
        <div className="mt-4">
          <Banner tone="bad">{problem}</Banner>
        </div>
      ) : null}
    </form>
  );
}
