"use client";

import { CircleUserRound, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { Menu, MenuChoices, MenuItem, MenuSeparator } from "@/components/ui/menu";

export type ShellUser = { name: string; email: string | undefined; role: string };

const themeOptions = [
  { value: "light", label: "Light", icon: <Sun aria-hidden /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden /> },
  { value: "system", label: "System", icon: <Monitor aria-hidden /> },
] as const;

type ThemeChoice = (typeof themeOptions)[number]["value"];

type UserMenuProps = { user: ShellUser; onSignOut: () => void; side?: "top" | "bottom" };

export function UserMenu({ user, onSignOut, side = "top" }: UserMenuProps) {
  const { theme = "system", setTheme } = useTheme();
  const trigger = (
    <button
      type="button"
      aria-label={`Account: ${user.email ?? user.name}`}
      className="flex h-9 w-full min-w-9 items-center gap-2.5 rounded-lg px-2 text-left text-soft hover:bg-[color-mix(in_srgb,var(--ink)_6%,transparent)] hover:text-ink md:h-8.5 rail-collapsed:md:w-8.5 rail-collapsed:md:justify-center"
    >
      <CircleUserRound aria-hidden className="size-4 text-muted" />
      <span className="truncate max-md:hidden rail-collapsed:md:sr-only">
        {user.email ?? user.name}
      </span>
    </button>
  );
  return (
    <Menu trigger={trigger} side={side} align={side === "top" ? "start" : "end"}>
      <div className="px-2 pt-1 pb-2">
        <div className="font-medium">{user.name}</div>
        {user.email ? <div className="text-sm text-muted">{user.email}</div> : null}
        <div className="text-sm text-muted">Role: {user.role}</div>
      </div>
      <MenuSeparator />
      <MenuChoices
        label="Theme"
        value={theme as ThemeChoice}
        onChange={setTheme}
        options={themeOptions}
      />
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={onSignOut}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
