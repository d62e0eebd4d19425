"use client";

import { KeyRound } from "lucide-react";
import { useActionState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { leaveForProvider } from "@/lib/client/session";
import { CONSOLE_UNREACHABLE } from "@/lib/domain/sign-in-problems";
import { keepTarget } from "./kept-target";

/** A form, as React keeps what is submitted before the page's scripts have run, and only that. */
export function SingleSignOn({ target }: { target: string }) {
  const [failed, leave, leaving] = useActionState(async () => {
    keepTarget(target);
    try {
      return await leaveForProvider(target);
    } catch {
      return true;
    }
  }, false);
  return (
    <form action={leave} className="flex flex-col gap-2">
      <Button
        variant="primary"
        type="submit"
        icon={<KeyRound aria-hidden />}
        loading={leaving}
        className="h-10! w-full"
      >
        Continue with single sign-on
      </Button>
      {failed && !leaving ? <Banner tone="bad">{CONSOLE_UNREACHABLE}</Banner> : null}
    </form>
  );
}
