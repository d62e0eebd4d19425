"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import clsx from "clsx";
import { type ReactNode, useEffect, useRef } from "react";

export type TabItem<Value extends string = string> = {
  value: Value;
  label: ReactNode;
  /** A number behind the label. */
  count?: ReactNode;
  panel: ReactNode;
};

type TabsProps<Value extends string> = {
  value: Value;
  onChange: (value: Value) => void;
  /** What the tabs choose between, for screen readers. */
  label: string;
  tabs: readonly TabItem<Value>[];
  /** At the right end of the strip. */
  actions?: ReactNode;
  className?: string;
  panelClassName?: string;
};

/** Only the chosen panel is mounted. */
export function Tabs<Value extends string>({
  value,
  onChange,
  label,
  tabs,
  actions,
  className,
  panelClassName = "pt-3",
}: TabsProps<Value>) {
  const list = useRef<HTMLDivElement>(null);
  const chosen = tabs.findIndex((tab) => tab.value === value);
  // The strip scrolls where it is narrow; an address may choose what is out of sight.
  useEffect(() => {
    const strip = list.current;
    const tab = strip?.querySelectorAll<HTMLElement>("[role=tab]")[chosen];
    if (!strip || !tab) return;
    const hiddenPx = tab.offsetLeft + tab.offsetWidth - strip.clientWidth - strip.scrollLeft;
    if (hiddenPx > 0) strip.scrollLeft += hiddenPx;
    else if (tab.offsetLeft < strip.scrollLeft) strip.scrollLeft = tab.offsetLeft;
  }, [chosen]);
  return (
    <Base.Root
      value={value}
      onValueChange={(next: Value) => onChange(next)}
      className={clsx("flex min-w-0 flex-col", className)}
    >
      <div className="flex items-center justify-between gap-3 border-b">
        <Base.List
          ref={list}
          aria-label={label}
          activateOnFocus
          className="relative flex scrollbar-thin gap-4.5 overflow-x-auto"
        >
          {tabs.map((tab) => (
            <Base.Tab
              key={tab.value}
              value={tab.value}
              className="h-9 shrink-0 rounded-sm whitespace-nowrap text-muted hover:text-ink focus-visible:-outline-offset-2 data-active:font-medium data-active:text-ink"
            >
              {/* As wide as when it is chosen: the others do not move. */}
              <span
                data-label={typeof tab.label === "string" ? tab.label : undefined}
                className="inline-flex flex-col after:invisible after:h-0 after:overflow-hidden after:font-medium after:content-[attr(data-label)]"
              >
                {tab.label}
              </span>
              {tab.count !== undefined ? (
                <span className="ml-1.5 text-muted">{tab.count}</span>
              ) : null}
            </Base.Tab>
          ))}
          <Base.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) bg-accent transition-[translate,width] duration-100" />
        </Base.List>
        {actions ? <div className="flex shrink-0 items-center gap-1.5">{actions}</div> : null}
      </div>
      {tabs.map((tab) => (
        <Base.Panel
          key={tab.value}
          value={tab.value}
          className={clsx(
            "min-h-0 min-w-0 grow rounded-sm focus-visible:outline-offset-2",
            panelClassName,
          )}
        >
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
