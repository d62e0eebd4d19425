"use client";

import { Check, Copy } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button";
import type { ButtonSize, ButtonVariant } from "./button-style";
import { IconButton } from "./icon-button";
import { useCopy } from "./use-copy";

type CopyButtonProps = {
  /** A function when the text is costly to make. */
  text: string | (() => string);
  /** What the button does, e.g. "Copy SQL"; the accessible name when only the icon shows. */
  label: string;
  showLabel?: boolean;
  icon?: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  className?: string;
};

export function CopyButton({ text, label, showLabel = false, icon, ...rest }: CopyButtonProps) {
  const { copied, copy } = useCopy();
  const press = () => copy(typeof text === "function" ? text() : text);
  const shownIcon = copied ? (
    <Check aria-hidden className="text-ok" />
  ) : (
    (icon ?? <Copy aria-hidden />)
  );
  return showLabel ? (
    <Button {...rest} icon={shownIcon} onClick={press}>
      {label}
    </Button>
  ) : (
    <IconButton {...rest} label={copied ? "Copied" : label} icon={shownIcon} onClick={press} />
  );
}
