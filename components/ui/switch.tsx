"use client";

import { Switch as Base } from "@base-ui/react/switch";
import { type ReactNode, useId } from "react";

type SwitchProps = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
  name?: string;
};

/** For a setting that is on or off. */
export function Switch({ checked, onChange, label, hint, disabled, name }: SwitchProps) {
  const hintId = useId();
  return (
    <div className="flex flex-col">
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is the Base UI switch inside */}
      <label className="flex min-h-8 items-center gap-2.5 md:min-h-6">
        <Base.Root
          checked={checked}
          onCheckedChange={onChange}
          disabled={disabled}
          name={name}
          aria-describedby={hint ? hintId : undefined}
          className="flex h-4.5 w-7.5 shrink-0 items-center rounded-full bg-line-strong p-0.5 transition-colors duration-100 data-checked:bg-accent data-disabled:opacity-50"
        >
          <Base.Thumb className="size-3.5 rounded-full bg-[#fff] shadow-[0_1px_2px_rgb(0_0_0/0.25)] transition-transform duration-100 data-checked:translate-x-3" />
        </Base.Root>
        <span>{label}</span>
      </label>
      {hint ? (
        <p id={hintId} className="pl-10 text-sm text-muted">
          {hint}
        </p>
      ) : null}
    </div>
  );
}
