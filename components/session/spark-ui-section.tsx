"use client";

import { useMutation } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Section } from "@/components/ui/section";
import { useMe } from "@/lib/client/me";
import { sessionDashboardMutation } from "@/lib/client/sessions";
import type { SessionDetail } from "@/lib/contracts/sessions";
import { decide } from "@/lib/domain/permissions";

/** The address of the Spark UI, which may carry a secret: asked for by a click and opened by another. */
export function SparkUiSection({ session }: Pick<SessionDetail, "session">) {
  const me = useMe();
  const dashboard = useMutation(sessionDashboardMutation());
  const verdict = me && decide(me.actor, "getSessionDashboard", { workgroup: session.workgroup });
  const whyNot =
    verdict?.allowed === false
      ? verdict.reason
      : session.monitoring.managed?.enabled === false
        ? "Managed logging is off for this session"
        : undefined;
  return (
    <Section title="Spark UI">
      <div className="flex flex-wrap items-center gap-2.5">
        <Button
          loading={dashboard.isPending}
          onClick={() => dashboard.mutate(session.id)}
          {...(whyNot === undefined ? {} : { disabledReason: whyNot })}
        >
          {dashboard.data ? "Get new address" : "Get Spark UI address"}
        </Button>
        {dashboard.data ? (
          <a
            href={dashboard.data.url}
            target="_blank"
            rel="noopener noreferrer"
            className="inline-flex items-center gap-1.5 rounded-sm text-accent underline underline-offset-2 [&_svg]:size-3.5"
          >
            <ExternalLink aria-hidden />
            Open Spark UI in a new tab
          </a>
        ) : null}
      </div>
      {dashboard.error ? <Banner tone="bad">{dashboard.error.message}</Banner> : null}
    </Section>
  );
}
