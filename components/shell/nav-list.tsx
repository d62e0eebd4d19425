"use client";

import clsx from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Tooltip } from "@/components/ui/tooltip";

export type NavItem = {
  label: string;
  href: string;
  /** Pages elsewhere that belong to it: what their addresses begin with. */
  also?: string;
  icon: ReactNode;
  /** Items of one group stand together; the name is read by screen readers only. */
  group: string;
};

type NavListProps = { items: readonly NavItem[]; compact?: boolean; onNavigate?: () => void };

export function NavList({ items, compact = false, onNavigate }: NavListProps) {
  const pathname = usePathname();
  const groups = [...new Set(items.map((item) => item.group))];
  return groups.map((group) => (
    <ul key={group} aria-label={group} className="mb-4 flex flex-col gap-px">
      {items
        .filter((item) => item.group === group)
        .map((item) => {
          const link = (
            <NavLink item={item} current={isOf(pathname, item)} onNavigate={onNavigate} />
          );
          return (
            <li key={item.href}>
              {compact ? (
                <Tooltip content={item.label} side="right">
                  {link}
                </Tooltip>
              ) : (
                link
              )}
            </li>
          );
        })}
    </ul>
  ));
}

type NavLinkProps = { item: NavItem; current: boolean; onNavigate?: () => void };

/** Passes unknown props on, so that a tooltip can attach itself. */
function NavLink({ item, current, onNavigate, ...rest }: NavLinkProps) {
  return (
    <Link
      {...rest}
      href={item.href}
      onClick={onNavigate}
      aria-current={current ? "page" : undefined}
      className={clsx(
        "flex h-9 items-center gap-2.5 rounded-lg border px-2 font-medium md:h-7.5 [&_svg]:size-4",
        "rail-collapsed:md:w-8.5 rail-collapsed:md:justify-center",
        current
          ? "border-line bg-raised text-ink [&_svg]:text-accent"
          : "border-transparent text-soft hover:bg-[color-mix(in_srgb,var(--ink)_6%,transparent)] hover:text-ink [&_svg]:text-muted",
      )}
    >
      {item.icon}
      <span className="truncate rail-collapsed:md:sr-only">{item.label}</span>
    </Link>
  );
}

const isOf = (pathname: string, { href, also }: NavItem) =>
  isUnder(pathname, href) || (also !== undefined && pathname.startsWith(also));
const isUnder = (pathname: string, href: string) =>
  pathname === href || pathname.startsWith(`${href}/`);
