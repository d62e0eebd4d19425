import { useInfiniteQuery } from "@tanstack/react-query";
import { ScrollText } from "lucide-react";
import { parseAsInteger, useQueryStates } from "nuqs";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LinkButton } from "@/components/ui/link-button";
import { Skeleton } from "@/components/ui/skeleton";
import { CallError } from "@/lib/client/call";
import { useMe } from "@/lib/client/me";
import { workgroupVersionsOptions } from "@/lib/client/workgroups";
import type { WorkgroupDetail } from "@/lib/contracts/workgroups";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import { VersionComparison } from "./version-comparison";
import { VersionLine } from "./version-line";

type HistoryTabProps = {
  name: string;
  /** Absent when it is deleted. */
  workgroup: WorkgroupDetail | undefined;
};

/** Every configuration that was set or seen here, newest first, with what changed each time. */
export function HistoryTab({ name, workgroup }: HistoryTabProps) {
  const list = useInfiniteQuery(workgroupVersionsOptions(name));
  const { data, error, isPending, hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } =
    list;
  const [{ version, against }, setAddress] = useQueryStates({
    version: parseAsInteger,
    against: parseAsInteger,
  });
  const me = useMe();
  const versions = data?.pages.flatMap((page) => page.versions) ?? [];
  const oldest = versions.at(-1)?.number ?? 0;
  // An address may name a version that is further down.
  const wanted = Math.min(version ?? oldest, against ?? oldest);
  const readOn = hasNextPage && !isFetching && !isFetchNextPageError && wanted < oldest;
  useEffect(() => {
    if (readOn) void fetchNextPage();
  }, [readOn, fetchNextPage]);
  if (error && !data)
    return (
      <ErrorState
        title="The history of changes could not be read"
        message={error.message}
        requestId={error instanceof CallError ? error.requestId : undefined}
        onRetry={list.refetch}
        retrying={isFetching}
      />
    );
  if (isPending)
    return (
      <div aria-busy className="flex flex-col gap-3">
        <Skeleton className="h-14 w-full rounded-lg" />
        <Skeleton className="h-14 w-full rounded-lg" />
        <Skeleton className="h-14 w-full rounded-lg" />
      </div>
    );
  if (versions.length === 0)
    return (
      <EmptyState title="Nothing is recorded yet">
        Its configuration is kept from the first time that Athenaeum reads it.
      </EmptyState>
    );
  const record =
    me && decide(me.actor, "listAudit", { workgroup: name }).allowed ? (
      <LinkButton
        size="sm"
        variant="ghost"
        icon={<ScrollText aria-hidden />}
        href={links.audit({ objectType: "workgroup", objectId: name })}
      >
        Show in audit
      </LinkButton>
    ) : null;
  return (
    <div className="flex max-w-240 flex-col gap-4">
      {versions.length > 1 ? (
        <VersionComparison
          actions={record}
          versions={versions}
          version={against === null ? undefined : (version ?? undefined)}
          against={against ?? undefined}
          onChange={setAddress}
        />
      ) : (
        <div className="ml-auto empty:hidden">{record}</div>
      )}
      <ol className="divide-y rounded-lg border bg-raised">
        {versions.map((each, index) => (
          <VersionLine
            key={each.number}
            name={name}
            version={each}
            before={versions[index + 1]}
            beforeIsRead={index + 1 < versions.length || !hasNextPage}
            deleted={workgroup === undefined}
            current={workgroup !== undefined && index === 0}
            open={against === null && version === each.number}
            onOpen={(open) => setAddress({ version: open ? each.number : null, against: null })}
          />
        ))}
      </ol>
      {error ? (
        <p className="text-warn">Older versions could not be read: {error.message}</p>
      ) : null}
      {hasNextPage ? (
        <div>
          <Button size="sm" loading={isFetching} onClick={() => fetchNextPage()}>
            Show older versions
          </Button>
        </div>
      ) : null}
    </div>
  );
}
