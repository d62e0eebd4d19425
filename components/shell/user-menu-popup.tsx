"use client";

import { LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { Menu, MenuChoices, MenuItem, MenuSeparator } from "@/components/ui/menu";
import { UserButton, type UserMenuProps } from "./user-menu";

const themeOptions = [
  { value: "light", label: "Light", icon: <Sun aria-hidden /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden /> },
  { value: "system", label: "System", icon: <Monitor aria-hidden /> },
] as const;

/** Mounted by a click, so it starts open. */
export function UserMenuPopup({ user, onSignOut, side = "top" }: UserMenuProps) {
  const { theme, setTheme } = useTheme();
  const chosen = themeOptions.find((option) => option.value === theme)?.value ?? "system";
  return (
    <Menu
      defaultOpen
      trigger={<UserButton user={user} />}
      side={side}
      align={side === "top" ? "start" : "end"}
    >
      <div className="px-2 pt-1 pb-2">
        <div className="font-medium">{user.name}</div>
        {user.email ? <div className="text-sm text-muted">{user.email}</div> : null}
        <div className="text-sm text-muted">Role: {user.role}</div>
      </div>
      <MenuSeparator />
      <MenuChoices label="Theme" value={chosen} onChange={setTheme} options={themeOptions} />
      <MenuSeparator />
      <MenuItem icon={<LogOut aria-hidden />} onSelect={onSignOut}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
