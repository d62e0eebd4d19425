"use client";

import { Menu as Base } from "@base-ui/react/menu";
import clsx from "clsx";
import { Check } from "lucide-react";
import Link from "next/link";
import type { ReactElement, ReactNode } from "react";

const itemStyle =
  "flex min-h-8 cursor-default items-center gap-2 rounded px-2 py-1 text-base outline-none select-none data-highlighted:bg-accent-weak data-disabled:text-muted [&_svg]:size-4 [&_svg]:text-muted";

type MenuProps = {
  /** A Button or IconButton; it opens the menu. */
  trigger: ReactElement<Record<string, unknown>>;
  side?: "top" | "right" | "bottom" | "left";
  align?: "start" | "center" | "end";
  defaultOpen?: boolean;
  children: ReactNode;
};

export function Menu({
  trigger,
  side = "bottom",
  align = "end",
  defaultOpen,
  children,
}: MenuProps) {
  return (
    <Base.Root defaultOpen={defaultOpen}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side} align={align} sideOffset={4} className="z-50 outline-none">
          <Base.Popup className="pop-motion max-h-(--available-height) min-w-44 overflow-y-auto rounded-lg border border-line-strong bg-raised p-1 shadow-pop outline-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

type MenuItemProps = {
  icon?: ReactNode;
  onSelect: () => void;
  tone?: "bad";
  /** Why it cannot be used now; shown under the label. */
  disabledReason?: string;
  children: ReactNode;
};

export function MenuItem({ icon, onSelect, tone, disabledReason, children }: MenuItemProps) {
  return (
    <Base.Item
      disabled={disabledReason !== undefined}
      onClick={onSelect}
      className={clsx(itemStyle, tone === "bad" && "text-bad [&_svg]:text-bad")}
    >
      {icon}
      <span className="min-w-0">
        <span className="block">{children}</span>
        {disabledReason ? <span className="block text-sm">{disabledReason}</span> : null}
      </span>
    </Base.Item>
  );
}

type MenuLinkProps = { href: string; icon?: ReactNode; children: ReactNode };

export function MenuLink({ href, icon, children }: MenuLinkProps) {
  return (
    <Base.LinkItem closeOnClick render={<Link href={href} />} className={itemStyle}>
      {icon}
      {children}
    </Base.LinkItem>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
}

type MenuChoicesProps<Value extends string> = {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: string; icon?: ReactNode }[];
};

/** One of several, chosen inside a menu. */
export function MenuChoices<Value extends string>({
  label,
  value,
  onChange,
  options,
}: MenuChoicesProps<Value>) {
  return (
    <Base.RadioGroup value={value} onValueChange={(next: Value) => onChange(next)}>
      <Base.Group>
        <Base.GroupLabel className="px-2 pt-1 pb-0.5 text-sm text-muted">{label}</Base.GroupLabel>
        {options.map((option) => (
          <Base.RadioItem key={option.value} value={option.value} className={itemStyle}>
            {option.icon}
            <span className="grow">{option.label}</span>
            <Base.RadioItemIndicator>
              <Check aria-hidden className="text-accent!" />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.Group>
    </Base.RadioGroup>
  );
}
