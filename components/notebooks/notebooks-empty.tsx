import { ListFilter, NotebookText, ShieldX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { CallError } from "@/lib/client/call";

type NotebooksEmptyProps = {
  error: Error | null;
  onRetry: () => void;
  retrying: boolean;
  filtered: boolean;
  onAll: () => void;
  unreadable: { workgroup: string; message: string } | undefined;
  workgroupCount: number;
  create: ReactNode;
};

/** Instead of rows: an error, no right, nothing that matches, or no notebook yet. */
export function NotebooksEmpty(props: NotebooksEmptyProps) {
  const { error, filtered, unreadable } = props;
  const all = filtered ? <Button onClick={props.onAll}>Show all notebooks</Button> : null;
  if (error instanceof CallError && error.code === "FORBIDDEN")
    return (
      <EmptyState
        icon={<ShieldX aria-hidden />}
        title="You may not see these notebooks"
        action={all}
      >
        {error.message}
      </EmptyState>
    );
  if (error)
    return (
      <ErrorState
        title="The notebooks could not be read"
        message={error.message}
        {...(error instanceof CallError && error.requestId ? { requestId: error.requestId } : {})}
        onRetry={props.onRetry}
        retrying={props.retrying}
        action={all}
      />
    );
  if (unreadable)
    return (
      <EmptyState icon={<TriangleAlert aria-hidden />} title="Nothing could be read" action={all}>
        {unreadable.workgroup}: {unreadable.message}
      </EmptyState>
    );
  if (filtered)
    return (
      <EmptyState icon={<ListFilter aria-hidden />} title="No notebook matches" action={all}>
        Athena looks for the text in names of notebooks.
      </EmptyState>
    );
  if (props.workgroupCount === 0)
    return (
      <EmptyState icon={<NotebookText aria-hidden />} title="No workgroup holds notebooks">
        Notebooks live in workgroups of PySpark engine version 3. You see none of that kind.
      </EmptyState>
    );
  return (
    <EmptyState icon={<NotebookText aria-hidden />} title="No notebooks yet" action={props.create}>
      Create one, or drop an .ipynb file here.
    </EmptyState>
  );
}
