"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useMemo, useState } from "react";
import { ListProblem } from "@/components/data/list-problem";
import { Banner } from "@/components/ui/banner";
import { PageHeader } from "@/components/ui/page-header";
import { Skeleton } from "@/components/ui/skeleton";
import { useMe } from "@/lib/client/me";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import { CHANGED_MAX, namesOf } from "@/lib/domain/workgroup-choice";
import { bulkSettingsOf } from "@/lib/domain/workgroups/bulk-change";
import { SETTING_IDS } from "@/lib/domain/workgroups/setting-table";
import { NotAllowed } from "../not-allowed";
import { BulkChoice } from "./bulk-choice";
import { askedValue, type BulkDraft } from "./bulk-draft";
import { BulkEditor } from "./bulk-editor";
import { BulkProgress } from "./bulk-progress";
import { useBulkRun } from "./use-bulk-run";
import { useChosenWorkgroups } from "./use-chosen-workgroups";

const inAddress = {
  names: parseAsString.withDefault(""),
  setting: parseAsStringLiteral(SETTING_IDS),
  value: parseAsString,
};
const TITLE = "Change a setting";

/** One setting of several workgroups: chosen, reviewed for each of them, and sent to one after the other. */
export function BulkScreen() {
  const me = useMe();
  const verdict = me && decide(me.actor, "updateWorkgroup");
  if (verdict?.allowed === false)
    return <NotAllowed title={TITLE} what="change workgroups" reason={verdict.reason} />;
  return <Bulk />;
}

function Bulk() {
  const [address, setAddress] = useQueryStates(inAddress);
  const run = useBulkRun();
  // What was written outlives the run, for those that are left.
  const [written, setWritten] = useState<BulkDraft>();
  const names = namesOf(address.names).slice(0, CHANGED_MAX);
  const chosen = useChosenWorkgroups(names);
  const { workgroups, unreadable, error } = chosen;
  const families = new Set(workgroups.map(({ family }) => family));
  const settings = bulkSettingsOf(families);
  const setting = settings.find((one) => one === address.setting);
  const asked = useMemo(
    () => (setting === undefined ? undefined : askedValue(setting, address.value)),
    [setting, address.value],
  );
  const choose = (next: readonly string[]) => setAddress({ names: next.join(",") });
  const retry = async (left: string[]) => {
    await choose(left);
    await chosen.refetch();
    run.clear();
  };
  const choice = (
    <BulkChoice
      names={names}
      settings={settings}
      setting={setting}
      loading={chosen.isPending}
      onNames={choose}
      onSetting={(next) => setAddress({ setting: next, value: null })}
    />
  );
  return (
    <div className="flex h-full flex-col">
      <PageHeader
        breadcrumb={[{ label: "Workgroups", href: links.workgroups() }]}
        title={TITLE}
        meta="of several workgroups"
      />
      {run.outcomes ? (
        <div className="min-h-0 grow overflow-y-auto border-t">
          <BulkProgress run={run} outcomes={run.outcomes} onRetry={retry} />
        </div>
      ) : (
        <>
          {unreadable.map(({ name, message }) => (
            <Banner key={name} tone="warn" flush>
              {name} could not be read, and is left out: {message}
            </Banner>
          ))}
          {error && workgroups.length === 0 ? (
            <div className="grow border-t">
              <ListProblem
                noun="workgroups"
                plural
                error={error}
                workgroup={undefined}
                onAllWorkgroups={() => {}}
                onRetry={() => void chosen.refetch()}
                retrying={chosen.isFetching}
              />
            </div>
          ) : setting && !chosen.isPending ? (
            <BulkEditor
              key={setting}
              setting={setting}
              asked={asked}
              written={written?.setting === setting ? written : undefined}
              workgroups={workgroups}
              reading={chosen.isFetching}
              onRemove={(name) => choose(names.filter((other) => other !== name))}
              onApply={(steps, draft) => {
                setWritten(draft);
                void run.start(steps);
              }}
            >
              {choice}
            </BulkEditor>
          ) : (
            <div className="min-h-0 grow overflow-y-auto border-t">
              <div className="flex flex-col gap-5 px-4 py-4 md:px-5 lg:max-w-104">
                {choice}
                {chosen.isPending && names.length > 0 ? (
                  <div aria-busy className="flex flex-col gap-2">
                    <Skeleton className="h-3.5 w-28" />
                    <Skeleton className="h-7.5 w-full rounded" />
                  </div>
                ) : (
                  <p className="text-muted">
                    {names.length === 0
                      ? "Add the workgroups first."
                      : "Settings that fit one of their engines can be chosen. Nothing is sent before you have reviewed it."}
                  </p>
                )}
              </div>
            </div>
          )}
        </>
      )}
    </div>
  );
}
