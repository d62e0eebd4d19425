"use client";

import { QueryClientProvider, useQuery } from "@tanstack/react-query";
import {
  Boxes,
  Gauge,
  History,
  KeyRound,
  NotebookText,
  ScrollText,
  ShieldX,
  SquareTerminal,
  Zap,
} from "lucide-react";
import dynamic from "next/dynamic";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { CallError } from "@/lib/client/call";
import { meOptions } from "@/lib/client/me";
import { createQueryClient } from "@/lib/client/query-client";
import { signOut } from "@/lib/client/session";
import type { Me } from "@/lib/contracts/me";
import { links } from "@/lib/domain/links";
import { type Action, decide } from "@/lib/domain/permissions";
import { AppShell } from "./app-shell";
import { AthenaHealth } from "./athena-health";
import type { NavItem } from "./nav-list";

/** In the browser only: it has nothing to say on the server and renders differently there. */
const Toaster = dynamic(() => import("@/components/ui/toaster").then((module) => module.Toaster), {
  ssr: false,
});

/** What every signed-in page stands in: the cache, the address, the person, the navigation they may see. */
export function ConsoleFrame({ children }: { children: ReactNode }) {
  const [client] = useState(createQueryClient);
  return (
    <QueryClientProvider client={client}>
      <NuqsAdapter>
        <Frame>{children}</Frame>
      </NuqsAdapter>
      <Toaster />
    </QueryClientProvider>
  );
}

function Frame({ children }: { children: ReactNode }) {
  const { data: me, error, refetch } = useQuery(meOptions());
  if (error && !me) {
    const requestId = error instanceof CallError ? error.requestId : undefined;
    return (
      <main className="grid min-h-dvh place-items-center">
        <ErrorState
          heading="h1"
          title="The console does not answer"
          message={error.message}
          requestId={requestId}
          onRetry={refetch}
        />
      </main>
    );
  }
  return (
    <AppShell
      nav={me ? navOf(me) : []}
      context={{
        region: me?.context.region,
        backend: me?.context.backend ?? "aws",
      }}
      user={{ name: me?.actor.name ?? "", email: me?.actor.email, role: me?.role ?? "no role" }}
      onSignOut={signOut}
    >
      <div className="flex h-full flex-col">
        <AthenaHealth />
        <div className="min-h-0 grow overflow-auto">
          {me && me.role === undefined ? (
            <NoRole name={me.actor.email ?? me.actor.name} />
          ) : (
            children
          )}
        </div>
      </div>
    </AppShell>
  );
}

/** Each with what one must be allowed to do for it to be there. */
const NAVIGATION: readonly (NavItem & { action: Action })[] = [
  {
    action: "listQueries",
    label: "Queries",
    href: links.queries(),
    icon: <History aria-hidden />,
    group: "queries",
  },
  {
    action: "startQuery",
    label: "Editor",
    href: links.editor(),
    icon: <SquareTerminal aria-hidden />,
    group: "queries",
  },
  {
    action: "listSessions",
    label: "Sessions",
    href: links.sessions(),
    also: links.calculation(""),
    icon: <Zap aria-hidden />,
    group: "spark",
  },
  {
    action: "listNotebooks",
    label: "Notebooks",
    href: links.notebooks(),
    icon: <NotebookText aria-hidden />,
    group: "spark",
  },
  {
    action: "listWorkgroups",
    label: "Workgroups",
    href: links.workgroups(),
    icon: <Boxes aria-hidden />,
    group: "administration",
  },
  {
    action: "listCapacityReservations",
    label: "Capacity",
    href: links.capacityReservations(),
    icon: <Gauge aria-hidden />,
    group: "administration",
  },
  {
    action: "listAudit",
    label: "Audit",
    href: links.audit(),
    icon: <ScrollText aria-hidden />,
    group: "administration",
  },
  {
    action: "getAccess",
    label: "Access",
    href: links.access(),
    icon: <KeyRound aria-hidden />,
    group: "administration",
  },
];

const navOf = (me: Me): NavItem[] =>
  NAVIGATION.filter(({ action }) => decide(me.actor, action).allowed);

function NoRole({ name }: { name: string }) {
  return (
    <EmptyState icon={<ShieldX aria-hidden />} heading="h1" title="You have no access yet">
      You are signed in as {name}, but none of your groups has a role here. Ask an administrator of
      Athenaeum to add one to the access policy.
    </EmptyState>
  );
}
