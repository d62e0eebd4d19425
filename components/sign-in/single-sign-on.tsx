"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { leaveForProvider } from "@/lib/client/session";
import { CONSOLE_UNREACHABLE } from "@/lib/domain/sign-in-problems";
import { keepTarget } from "./kept-target";

export function SingleSignOn({ target }: { target: string }) {
  const [state, setState] = useState<"ready" | "leaving" | "failed">("ready");
  const leave = async () => {
    setState("leaving");
    keepTarget(target);
    try {
      // Leads to the identity provider; the page stays as it is until the browser has left.
      await leaveForProvider(target);
    } catch {
      setState("failed");
    }
  };
  return (
    <div className="flex flex-col gap-2">
      <Button
        variant="primary"
        icon={<KeyRound aria-hidden />}
        loading={state === "leaving"}
        onClick={leave}
        className="h-10! w-full"
      >
        Continue with single sign-on
      </Button>
      {state === "failed" ? <Banner tone="bad">{CONSOLE_UNREACHABLE}</Banner> : null}
    </div>
  );
}
