import clsx from "clsx";

/** The shape of what is coming; give it the size of it. The region around it is `aria-busy`. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={clsx("skeleton-pulse block rounded-sm bg-line", className ?? "h-3.5 w-full")}
    />
  );
}
