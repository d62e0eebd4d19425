"use client";

import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";

type CheckboxProps = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Some but not all of what it stands for. */
  indeterminate?: boolean;
  disabled?: boolean;
  name?: string;
  children: ReactNode;
};

export function Checkbox({
  checked,
  onChange,
  indeterminate,
  disabled,
  name,
  children,
}: CheckboxProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the Base UI checkbox inside
    <label className="flex min-h-8 items-center gap-2 md:min-h-6">
      <Base.Root
        checked={checked}
        onCheckedChange={onChange}
        indeterminate={indeterminate}
        disabled={disabled}
        name={name}
        className="flex size-4 shrink-0 items-center justify-center rounded-sm border border-muted bg-raised text-accent-ink data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50 data-indeterminate:border-accent data-indeterminate:bg-accent"
      >
        <Base.Indicator className="flex [&_svg]:size-3 [&_svg]:stroke-[3]">
          {indeterminate ? <Minus aria-hidden /> : <Check aria-hidden />}
        </Base.Indicator>
      </Base.Root>
      <span>{children}</span>
    </label>
  );
}
