"use client";

import type { ReactNode } from "react";
import { Button, type ButtonProps } from "./button";
import { Tooltip } from "./tooltip";

type IconButtonProps = Omit<ButtonProps, "children" | "icon" | "aria-label"> & {
  /** The accessible name, shown on hover and focus. */
  label: string;
  icon: ReactNode;
};

export function IconButton({ label, variant = "ghost", disabledReason, ...rest }: IconButtonProps) {
  const button = (
    <Button {...rest} variant={variant} aria-label={label} disabledReason={disabledReason} />
  );
  return disabledReason ? button : <Tooltip content={label}>{button}</Tooltip>;
}
