import type { ReactNode } from "react";

type EmptyStateProps = {
  icon?: ReactNode;
  title: ReactNode;
  /** Why it is empty, in a sentence. */
  children?: ReactNode;
  /** The one next step. */
  action?: ReactNode;
};

export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-1.5 px-4 py-14 text-center [&>svg]:mb-1 [&>svg]:size-6 [&>svg]:text-muted">
      {icon}
      <h2 className="text-lg">{title}</h2>
      {children ? <div className="text-muted">{children}</div> : null}
      {action ? <div className="mt-3">{action}</div> : null}
    </div>
  );
}
