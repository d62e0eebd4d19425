"use client";

import { Field } from "@base-ui/react/field";
import clsx from "clsx";
import type { ComponentProps } from "react";
import { controlStyle } from "./control-style";

type TextareaProps = ComponentProps<"textarea"> & { mono?: boolean };

export function Textarea({ mono = false, className, rows = 4, ...rest }: TextareaProps) {
  return (
    <Field.Control
      render={
        <textarea
          {...rest}
          rows={rows}
          className={clsx(controlStyle, "py-1.5", mono && "font-mono text-sm", className)}
        />
      }
    />
  );
}
