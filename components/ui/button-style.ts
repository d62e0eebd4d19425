import clsx from "clsx";

export type ButtonVariant = "primary" | "default" | "ghost" | "danger";
export type ButtonSize = "sm" | "md";

const variants: Record<ButtonVariant, string> = {
  primary:
    "border-transparent bg-accent text-accent-ink hover:bg-[color-mix(in_srgb,var(--accent),var(--ink)_12%)]",
  default: "border-line-strong bg-raised text-ink hover:bg-sunken",
  ghost:
    "border-transparent text-soft hover:bg-[color-mix(in_srgb,var(--ink)_7%,transparent)] hover:text-ink",
  danger: "border-line-strong bg-raised text-bad hover:border-bad hover:bg-bad-weak",
};

const sizes: Record<ButtonSize, string> = {
  sm: "h-8 gap-1.5 px-2 text-sm md:h-6.5",
  md: "h-8.5 gap-2 px-2.5 text-base md:h-7.5",
};

const square: Record<ButtonSize, string> = {
  sm: "size-8 md:size-6.5",
  md: "size-8.5 md:size-7.5",
};

type Shape = { variant?: ButtonVariant; size?: ButtonSize; iconOnly?: boolean };

export const buttonStyle = ({ variant = "default", size = "md", iconOnly = false }: Shape) =>
  clsx(
    "inline-flex shrink-0 items-center justify-center rounded border font-medium whitespace-nowrap select-none",
    "disabled:opacity-50 aria-disabled:opacity-50 disabled:pointer-events-none aria-disabled:cursor-not-allowed",
    "[&_svg]:size-3.5 [&_svg]:shrink-0",
    variants[variant],
    iconOnly ? square[size] : sizes[size],
  );
