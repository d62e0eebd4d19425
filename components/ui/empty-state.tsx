import type { ReactNode } from "react";

type EmptyStateProps = {
  icon?: ReactNode;
  title: ReactNode;
  /** h1 where it is the whole page. */
  heading?: "h1" | "h2";
  /** Why it is empty, in a sentence. */
  children?: ReactNode;
  /** The one next step. */
  action?: ReactNode;
};

export function EmptyState({
  icon,
  title,
  heading: Heading = "h2",
  children,
  action,
}: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-1.5 px-4 py-14 text-center [&>svg]:mb-1 [&>svg]:size-6 [&>svg]:text-muted">
      {icon}
      <Heading className="text-lg">{title}</Heading>
      {children ? <div className="text-muted">{children}</div> : null}
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  );
}
