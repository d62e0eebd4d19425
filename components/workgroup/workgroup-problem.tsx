import { ShieldX } from "lucide-react";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { CallError } from "@/lib/client/call";
import { links } from "@/lib/domain/links";

type WorkgroupProblemProps = {
  name: string;
  error: Error;
  onRetry: () => void;
  retrying: boolean;
};

/** The page when there is nothing to show: not for this person, or not readable now. */
export function WorkgroupProblem({ name, error, onRetry, retrying }: WorkgroupProblemProps) {
  const { code, requestId } = error instanceof CallError ? error : {};
  return (
    <WorkgroupFrame name={name}>
      {code === "FORBIDDEN" ? (
        <EmptyState
          icon={<ShieldX aria-hidden />}
          title="You have no access to this workgroup"
          action={<ToWorkgroups />}
        >
          Ask an administrator of Athenaeum for the viewer role in {name}; this link leads back here
          once you have it.
        </EmptyState>
      ) : (
        <ErrorState
          title="The workgroup could not be read"
          message={error.message}
          requestId={requestId}
          onRetry={onRetry}
          retrying={retrying}
          action={<ToWorkgroups />}
        />
      )}
    </WorkgroupFrame>
  );
}

export const ToWorkgroups = () => (
  <LinkButton href={links.workgroups()}>Go to workgroups</LinkButton>
);

type WorkgroupFrameProps = {
  name: string;
  meta?: ReactNode;
  actions?: ReactNode;
  /** Below the name. */
  description?: string;
  children?: ReactNode;
};

/** Where the page belongs, and the name that was asked for. */
export function WorkgroupFrame(props: WorkgroupFrameProps) {
  const { name, meta, actions, description, children } = props;
  return (
    <>
      <PageHeader
        breadcrumb={[{ label: "Workgroups", href: links.workgroups() }]}
        title={name}
        beside={<CopyButton text={name} label="Copy name" size="sm" />}
        meta={meta}
        actions={actions}
      >
        {description ? (
          <p className="mb-2 line-clamp-3 max-w-[72ch] text-soft whitespace-pre-line wrap-anywhere">
            {description}
          </p>
        ) : null}
      </PageHeader>
      {children}
    </>
  );
}
