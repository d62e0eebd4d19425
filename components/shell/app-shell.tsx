"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import Link from "next/link";
import { useQueryState } from "nuqs";
import { type ReactNode, Suspense } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Brand } from "./brand";
import { Drawer } from "./drawer";
import { type NavItem, NavList } from "./nav-list";
import { useRailCollapsed } from "./rail-state";
import { type ShellUser, UserMenu } from "./user-menu";

export type ShellContext = {
  region: string | undefined;
  backend: "aws" | "local";
};

type AppShellProps = {
  nav: readonly NavItem[];
  context: ShellContext;
  user: ShellUser;
  onSignOut: () => void;
  children: ReactNode;
};

/** The frame of every signed-in page. `main` fills the rest of the window and scrolls by itself. */
export function AppShell({ nav, context, user, onSignOut, children }: AppShellProps) {
  const home = nav[0]?.href ?? "/";
  return (
    // What screen readers alone are told stands out of the flow: it must not make the page scroll.
    <div className="relative flex h-dvh flex-col overflow-clip md:flex-row">
      <a
        href="#main"
        className="sr-only z-50 rounded bg-accent px-3 py-2 text-accent-ink focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <Rail nav={nav} home={home} context={context} user={user} onSignOut={onSignOut} />
      <header className="flex h-12 shrink-0 items-center gap-2 border-b bg-sunken px-2 md:hidden">
        <Drawer>
          {(close) => (
            <>
              <nav aria-label="Main" className="min-h-0 grow overflow-y-auto py-1">
                <NavList items={nav} onNavigate={close} />
              </nav>
              <ContextLine context={context} />
            </>
          )}
        </Drawer>
        <Link href={home} className="mr-auto rounded px-1 py-1">
          <Brand />
        </Link>
        <div className="w-9">
          <UserMenu user={user} onSignOut={onSignOut} side="bottom" />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="min-h-0 min-w-0 grow overflow-auto outline-none">
        {children}
      </main>
    </div>
  );
}

type RailProps = Omit<AppShellProps, "children"> & { home: string };

function Rail({ nav, home, context, user, onSignOut }: RailProps) {
  const [collapsed, setCollapsed] = useRailCollapsed();
  return (
    <aside
      aria-label="Navigation and account"
      className="hidden w-52 shrink-0 flex-col border-r bg-sunken px-1.75 pb-2 md:flex rail-collapsed:md:w-12.5"
    >
      <div className="flex h-13 shrink-0 items-center justify-between pl-2 rail-collapsed:md:justify-center rail-collapsed:md:pl-0">
        <Link href={home} className="min-w-0 rounded py-1" aria-label="Athenaeum, start page">
          <Brand />
        </Link>
        {collapsed ? null : (
          <IconButton
            label="Collapse navigation"
            icon={<PanelLeftClose aria-hidden />}
            size="sm"
            className="text-muted! rail-collapsed:md:hidden"
            onClick={() => setCollapsed(true)}
          />
        )}
      </div>
      <nav aria-label="Main" className="min-h-0 grow scrollbar-thin overflow-y-auto py-px">
        <NavList items={nav} compact={collapsed} />
      </nav>
      {collapsed ? (
        <IconButton
          label="Expand navigation"
          icon={<PanelLeftOpen aria-hidden />}
          className="mb-1 self-center"
          onClick={() => setCollapsed(false)}
        />
      ) : null}
      <div className="rail-collapsed:md:hidden">
        <ContextLine context={context} />
      </div>
      <UserMenu user={user} onSignOut={onSignOut} />
    </aside>
  );
}

/** Where the console points, and the workgroup that the page is about. */
function ContextLine({ context }: { context: ShellContext }) {
  const parts = [context.backend === "local" ? "local-athena" : undefined, context.region];
  return (
    <div className="px-2 pb-1 text-sm text-muted">
      <Suspense>
        <PageWorkgroup />
      </Suspense>
      <p className="truncate">{parts.filter(Boolean).join(" · ")}</p>
    </div>
  );
}

function PageWorkgroup() {
  const [workgroup] = useQueryState("workgroup");
  return workgroup ? (
    <p className="truncate text-soft" title={`Workgroup ${workgroup}`}>
      {workgroup}
    </p>
  ) : null;
}
