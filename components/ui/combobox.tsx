"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import clsx from "clsx";
import { Check, ChevronsUpDown, Search } from "lucide-react";
import type { ReactNode } from "react";
import { controlHeight, controlStyle, listItemStyle, popupStyle } from "./control-style";
import type { SelectOption } from "./select";
import { Spinner } from "./spinner";

type ComboboxProps = {
  value: string | null;
  onChange: (value: string) => void;
  options: readonly SelectOption[];
  /** What is chosen, for the accessible name: "Workgroup". */
  label: string;
  placeholder?: string;
  searchPlaceholder?: string;
  empty?: string;
  /** Stands before the chosen value. */
  icon?: ReactNode;
  loading?: boolean;
  disabled?: boolean;
  className?: string;
};

/** A button that opens a searchable list; shows the best 200 of any number of options. */
export function Combobox({
  value,
  onChange,
  options,
  label,
  placeholder = "Choose…",
  searchPlaceholder = "Search",
  empty = "Nothing matches.",
  icon,
  loading = false,
  disabled,
  className,
}: ComboboxProps) {
  const chosen = options.find((option) => option.value === value) ?? null;
  return (
    <Base.Root
      items={options}
      value={chosen}
      onValueChange={(next) => {
        if (next) onChange(next.value);
      }}
      isItemEqualToValue={(a, b) => a.value === b.value}
      disabled={disabled}
      limit={200}
      autoHighlight
    >
      <Base.Trigger
        aria-label={label}
        className={clsx(
          controlStyle,
          controlHeight,
          "flex items-center gap-2 text-left [&_svg]:text-muted",
          className,
        )}
      >
        {icon}
        <span className={clsx("min-w-0 grow truncate", !chosen && !value && "text-muted")}>
          {chosen?.label ?? value ?? placeholder}
        </span>
        {loading ? <Spinner /> : <ChevronsUpDown aria-hidden className="size-3.5" />}
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="start" className="z-50 outline-none">
          <Base.Popup
            aria-label={label}
            className={clsx(
              popupStyle,
              "w-[max(var(--anchor-width),20rem)] max-w-(--available-width)",
            )}
          >
            <div className="flex items-center gap-2 border-b px-2.5">
              <Search aria-hidden className="size-4 text-muted" />
              <Base.Input
                placeholder={searchPlaceholder}
                aria-label={`${searchPlaceholder}: ${label}`}
                className="h-9 w-full min-w-0 bg-transparent outline-none"
              />
            </div>
            <Base.Empty>
              <div className="px-3 py-3 text-muted">{empty}</div>
            </Base.Empty>
            <Base.List className="max-h-[min(20rem,var(--available-height))] overflow-y-auto p-1 outline-none data-empty:p-0">
              {(option: SelectOption) => (
                <Base.Item
                  key={option.value}
                  value={option}
                  disabled={option.disabled}
                  className={listItemStyle}
                >
                  <Base.ItemIndicator className="col-start-1">
                    <Check aria-hidden className="size-4 text-accent" />
                  </Base.ItemIndicator>
                  <span className="col-start-2 flex min-w-0 gap-2">
                    <span className={clsx("truncate", option.hint && "max-w-3/4 shrink-0")}>
                      {option.label}
                    </span>
                    {option.hint ? (
                      <span className="ml-auto truncate text-muted">{option.hint}</span>
                    ) : null}
                  </span>
                </Base.Item>
              )}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
