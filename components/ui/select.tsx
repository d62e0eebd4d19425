"use client";

import { Select as Base } from "@base-ui/react/select";
import clsx from "clsx";
import { Check, ChevronDown } from "lucide-react";
import { controlHeight, controlStyle, listItemStyle, popupStyle } from "./control-style";

export type SelectOption<Value extends string = string> = {
  value: Value;
  label: string;
  /** Said after the label, muted. */
  hint?: string;
  /** Shown but not to be chosen; the hint says why. */
  disabled?: boolean;
};

type SelectProps<Value extends string> = {
  value: Value | null;
  onChange: (value: Value) => void;
  options: readonly SelectOption<Value>[];
  placeholder?: string;
  /** Needed outside of a Field. */
  "aria-label"?: string;
  disabled?: boolean;
  name?: string;
  className?: string;
};

/** One of a few; for long lists use Combobox. In a Field give it `nativeLabel={false}`. */
export function Select<Value extends string>({
  value,
  onChange,
  options,
  placeholder = "Choose…",
  disabled,
  name,
  className,
  "aria-label": ariaLabel,
}: SelectProps<Value>) {
  const chosen = options.find((option) => option.value === value);
  return (
    <Base.Root
      value={value}
      onValueChange={(next) => {
        if (next !== null) onChange(next);
      }}
      disabled={disabled}
      name={name}
      items={options}
    >
      <Base.Trigger
        aria-label={ariaLabel}
        className={clsx(
          controlStyle,
          controlHeight,
          "flex items-center justify-between gap-2 text-left",
          className,
        )}
      >
        <Base.Value className="min-w-0 truncate">
          {chosen ? (
            <OptionText option={chosen} />
          ) : (
            <span className="text-muted">{placeholder}</span>
          )}
        </Base.Value>
        <Base.Icon className="text-muted">
          <ChevronDown aria-hidden className="size-4" />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-50 outline-none">
          <Base.Popup
            className={clsx(popupStyle, "min-w-(--anchor-width) max-w-(--available-width)")}
          >
            <Base.List className="max-h-[min(22rem,var(--available-height))] overflow-y-auto p-1">
              {options.map((option) => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled}
                  className={listItemStyle}
                >
                  <Base.ItemIndicator className="col-start-1">
                    <Check aria-hidden className="size-4 text-accent" />
                  </Base.ItemIndicator>
                  <Base.ItemText className="col-start-2">
                    <OptionText option={option} />
                  </Base.ItemText>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function OptionText({ option }: { option: SelectOption }) {
  return (
    <>
      {option.label}
      {option.hint ? <span className="ml-2 text-muted">{option.hint}</span> : null}
    </>
  );
}
