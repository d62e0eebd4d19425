"use client";

import { Input as Base } from "@base-ui/react/input";
import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { controlHeight, controlStyle } from "./control-style";

type InputProps = Omit<ComponentProps<typeof Base>, "className"> & {
  icon?: ReactNode;
  /** A unit, bound or shortcut at the right end. */
  suffix?: ReactNode;
  mono?: boolean;
  className?: string;
};

/** Inside a Field it takes label, hint and error from it; alone it needs `aria-label`. */
export function Input({ icon, suffix, mono = false, className, ...rest }: InputProps) {
  return (
    <span className={clsx("relative block w-full", className)}>
      {icon ? (
        <span className="pointer-events-none absolute inset-y-0 left-2.5 flex items-center text-muted [&_svg]:size-4">
          {icon}
        </span>
      ) : null}
      <Base
        {...rest}
        className={clsx(
          controlStyle,
          controlHeight,
          icon && "pl-8.5",
          suffix && "pr-24",
          mono && "font-mono text-sm",
        )}
      />
      {suffix ? (
        <span className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-muted">
          {suffix}
        </span>
      ) : null}
    </span>
  );
}
