import clsx from "clsx";
import { Loader } from "lucide-react";

/** Decorative: the control or region around it carries `aria-busy` or the words. */
export function Spinner({ className }: { className?: string }) {
  return <Loader aria-hidden className={clsx("spin-slow size-3.5", className)} />;
}
