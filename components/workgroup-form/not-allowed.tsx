import { ShieldX } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { links } from "@/lib/domain/links";

type NotAllowedProps = {
  title: string;
  /** What the person may not do. */
  what: string;
  reason: string;
  /** The workgroup to look at instead. */
  workgroup?: string;
};

/** Instead of the form, for who may not use it. */
export function NotAllowed({ title, what, reason, workgroup }: NotAllowedProps) {
  return (
    <>
      <PageHeader
        breadcrumb={[
          { label: "Workgroups", href: links.workgroups() },
          ...(workgroup === undefined
            ? []
            : [{ label: workgroup, href: links.workgroup(workgroup) }]),
        ]}
        title={title}
      />
      <div className="border-t">
        <EmptyState
          icon={<ShieldX aria-hidden />}
          title={`You may not ${what}`}
          action={
            workgroup === undefined ? (
              <LinkButton href={links.workgroups()}>Go to workgroups</LinkButton>
            ) : (
              <LinkButton href={links.workgroup(workgroup, { tab: "configuration" })}>
                See its configuration
              </LinkButton>
            )
          }
        >
          {reason}. Ask an administrator of Athenaeum for it.
        </EmptyState>
      </div>
    </>
  );
}
