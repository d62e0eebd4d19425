"use client";

import { useQuery } from "@tanstack/react-query";
import { RotateCw, ShieldX } from "lucide-react";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import { announce } from "@/components/ui/announce";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { toast } from "@/components/ui/toast";
import { useShortcut } from "@/components/ui/use-shortcut";
import { accessOptions } from "@/lib/client/access";
import { CallError } from "@/lib/client/call";
import type { Access } from "@/lib/contracts/access";
import { FaultBanner } from "./fault-banner";
import { GrantsPanel } from "./grants-panel";
import { PeoplePanel } from "./people-panel";
import { type Draft, PreviewPanel } from "./preview-panel";
import { RightsPanel } from "./rights-panel";

const TABS = ["grants", "rights", "people", "preview"] as const;
const inAddress = {
  tab: parseAsStringLiteral(TABS).withDefault("grants"),
  person: parseAsString,
};

/** Where rights come from, who may do what, and what another policy would change. */
export function AccessScreen() {
  const access = useQuery(accessOptions());
  const { data, error } = access;
  const refresh = async () => {
    const { error: failure } = await access.refetch();
    if (failure) toast.error("Access could not be read", { description: failure.message });
    else announce("Access is read anew");
  };
  useShortcut("r", refresh);
  const denied = error instanceof CallError && error.code === "FORBIDDEN";
  return (
    <div className="flex min-h-full flex-col">
      <PageHeader
        title="Access"
        meta={<span className="max-md:hidden">who may do what, and why</span>}
        actions={
          denied ? null : (
            <Button icon={<RotateCw aria-hidden />} onClick={refresh} aria-keyshortcuts="r">
              Refresh
            </Button>
          )
        }
      />
      {error && data ? (
        <Banner tone="warn" flush>
          This may be old: {error.message}
        </Banner>
      ) : null}
      {data ? <FaultBanner access={data} /> : null}
      <div className="grow px-4 pb-8 md:px-5">
        {data ? <Panels access={data} /> : null}
        {error && !data ? (
          <Problem error={error} onRetry={refresh} retrying={access.isFetching} />
        ) : null}
        {access.isPending ? <PanelsSkeleton /> : null}
      </div>
    </div>
  );
}

function Panels({ access }: { access: Access }) {
  const [{ tab }, setAddress] = useQueryStates(inAddress, { history: "push" });
  const [draft, setDraft] = useState<Draft>({ text: "" });
  return (
    <Tabs
      label="Access"
      value={tab}
      onChange={(next) => setAddress({ tab: next })}
      panelClassName="pt-5"
      tabs={[
        { value: "grants", label: "Grants", panel: <GrantsPanel access={access} /> },
        { value: "rights", label: "Who may do what", panel: <RightsPanel access={access} /> },
        {
          value: "people",
          label: "People",
          count: access.people?.length,
          panel: (
            <PeoplePanel
              access={access}
              onRights={(person) => setAddress({ tab: "rights", person })}
            />
          ),
        },
        {
          value: "preview",
          label: "Preview a policy",
          panel: <PreviewPanel access={access} draft={draft} onChange={setDraft} />,
        },
      ]}
    />
  );
}

type ProblemProps = { error: Error; onRetry: () => void; retrying: boolean };

function Problem({ error, onRetry, retrying }: ProblemProps) {
  const { code, requestId } = error instanceof CallError ? error : {};
  if (code === "FORBIDDEN")
    return (
      <EmptyState icon={<ShieldX aria-hidden />} title="You may not see who has access">
        {error.message}. Ask an administrator of Athenaeum for it.
      </EmptyState>
    );
  return (
    <ErrorState
      title="Access could not be read"
      message={error.message}
      {...(requestId === undefined ? {} : { requestId })}
      onRetry={onRetry}
      retrying={retrying}
    />
  );
}

function PanelsSkeleton() {
  return (
    <div aria-busy className="flex flex-col gap-4 pt-2">
      <Skeleton className="h-4 w-80 max-w-full" />
      {["a", "b", "c", "d", "e", "f"].map((row) => (
        <Skeleton key={row} className="h-3.5 w-full max-w-2xl" />
      ))}
    </div>
  );
}
