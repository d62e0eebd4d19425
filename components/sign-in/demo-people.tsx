"use client";

import { Eye, ShieldCheck, SquareTerminal } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { enterAs } from "@/lib/client/session";
import { ROLES, type Role } from "@/lib/domain/permissions";
import { CONSOLE_UNREACHABLE, signInProblem } from "@/lib/domain/sign-in-problems";

const people: Record<Role, { icon: ReactNode; may: string }> = {
  viewer: { icon: <Eye aria-hidden />, may: "Reads the history, queries and their results." },
  analyst: {
    icon: <SquareTerminal aria-hidden />,
    may: "Also writes and runs SQL, and stops their own queries.",
  },
  admin: { icon: <ShieldCheck aria-hidden />, may: "Also stops anybody's queries." },
};

type DemoPeopleProps = { target: string; primary: boolean };

/** One button for each sample person of the local backend. */
export function DemoPeople({ target, primary }: DemoPeopleProps) {
  const [entering, setEntering] = useState<Role>();
  const [problem, setProblem] = useState<string>();
  const headingId = useId();
  const enter = async (role: Role) => {
    setEntering(role);
    setProblem(undefined);
    try {
      const problemCode = await enterAs(role);
      // A whole new page: nothing of the person before stays in memory, and Back does not lead here.
      if (!problemCode) return window.location.replace(target);
      setProblem(signInProblem(problemCode));
    } catch {
      setProblem(CONSOLE_UNREACHABLE);
    }
    setEntering(undefined);
  };
  return (
    <section aria-labelledby={headingId}>
      <h2 id={headingId} className={primary ? "sr-only" : "mb-3 text-sm text-muted"}>
        {primary ? "Sample people" : "Or as a sample person, on this machine only"}
      </h2>
      <ul className="flex flex-col gap-3.5">
        {ROLES.map((role) => (
          <li key={role}>
            <Button
              icon={people[role].icon}
              loading={entering === role}
              onClick={() => (entering ? undefined : enter(role))}
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
      {problem ? (
        <div className="mt-4">
          <Banner tone="bad">{problem}</Banner>
        </div>
      ) : null}
    </section>
  );
}
