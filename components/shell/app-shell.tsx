"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Menu as MenuIcon, PanelLeftClose, PanelLeftOpen, X } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Brand } from "./brand";
import { type NavItem, NavList } from "./nav-list";
import { useRailCollapsed } from "./rail-state";
import { type ShellUser, UserMenu } from "./user-menu";

export type ShellContext = {
  region: string | undefined;
  account: string | undefined;
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
    <div className="flex h-dvh flex-col md:flex-row">
      <a
        href="#main"
        className="sr-only z-50 rounded bg-accent px-3 py-2 text-accent-ink focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <Rail nav={nav} home={home} context={context} user={user} onSignOut={onSignOut} />
      <header className="flex h-12 shrink-0 items-center gap-2 border-b bg-sunken px-2 md:hidden">
        <Drawer nav={nav} context={context} />
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
    <div className="hidden w-52 shrink-0 flex-col border-r bg-sunken px-1.75 pb-2 md:flex rail-collapsed:md:w-12.5">
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
    </div>
  );
}

function ContextLine({ context }: { context: ShellContext }) {
  const parts =
    context.backend === "local"
      ? ["local-athena", context.region]
      : [context.region, context.account];
  return (
    <p className="truncate px-2 pb-1 text-sm text-muted">{parts.filter(Boolean).join(" · ")}</p>
  );
}

function Drawer({ nav, context }: Pick<AppShellProps, "nav" | "context">) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger
        render={<IconButton label="Open navigation" icon={<MenuIcon aria-hidden />} />}
      />
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-[rgb(0_0_0/0.4)] transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup className="fixed inset-y-0 left-0 z-50 flex w-64 max-w-[85vw] flex-col bg-sunken px-2 pb-3 shadow-pop outline-none transition-transform duration-150 data-ending-style:-translate-x-full data-starting-style:-translate-x-full">
          <div className="flex h-12 shrink-0 items-center justify-between pl-2">
            <Dialog.Title className="text-base">
              <Brand />
            </Dialog.Title>
            <Dialog.Close
              render={<IconButton label="Close navigation" icon={<X aria-hidden />} />}
            />
          </div>
          <nav aria-label="Main" className="min-h-0 grow overflow-y-auto py-1">
            <NavList items={nav} onNavigate={() => setOpen(false)} />
          </nav>
          <ContextLine context={context} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
