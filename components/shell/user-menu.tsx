"use client";

import { CircleUserRound } from "lucide-react";
import { lazy, Suspense, useState } from "react";

export type ShellUser = { name: string; email: string | undefined; role: string };

export type UserMenuProps = { user: ShellUser; onSignOut: () => void; side?: "top" | "bottom" };

const load = () => import("./user-menu-popup");
const UserMenuPopup = lazy(() => load().then((module) => ({ default: module.UserMenuPopup })));

/** The menu itself is loaded when somebody reaches for it: no page needs it to be ready. */
export function UserMenu(props: UserMenuProps) {
  const [wanted, setWanted] = useState(false);
  const button = <UserButton user={props.user} />;
  if (wanted) {
    return (
      <Suspense fallback={button}>
        <UserMenuPopup {...props} />
      </Suspense>
    );
  }
  return (
    <UserButton
      user={props.user}
      onPointerEnter={load}
      onFocus={load}
      onClick={() => setWanted(true)}
    />
  );
}

type UserButtonProps = React.ComponentProps<"button"> & { user: ShellUser };

export function UserButton({ user, ...rest }: UserButtonProps) {
  return (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={false}
      {...rest}
      className="flex h-9 w-full min-w-9 items-center gap-2.5 rounded-lg px-2 text-left text-soft hover:bg-[color-mix(in_srgb,var(--ink)_6%,transparent)] hover:text-ink md:h-8.5 rail-collapsed:md:w-8.5 rail-collapsed:md:justify-center"
    >
      <CircleUserRound aria-hidden className="size-4 text-muted" />
      <span className="sr-only">Account: </span>
      <span className="truncate max-md:sr-only rail-collapsed:md:sr-only">
        {user.email ?? user.name}
      </span>
    </button>
  );
}
