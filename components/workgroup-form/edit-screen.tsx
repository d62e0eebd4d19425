"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsInteger, useQueryState } from "nuqs";
import { ObjectProblem, type ProblemWords } from "@/components/data/object-problem";
import { useDocumentTitle } from "@/components/ui/use-document-title";
import { useMe } from "@/lib/client/me";
import { editedWorkgroupOptions, workgroupVersionOptions } from "@/lib/client/workgroups";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import { EditForm } from "./edit-form";
import { FormSkeleton } from "./form-skeleton";
import { NotAllowed } from "./not-allowed";

const WORDS: ProblemWords = {
  noun: "workgroup",
  list: { label: "Workgroups", href: links.workgroups() },
  mayBeGone: "It may have been deleted.",
  knownBy: "name",
};

/** Changes one workgroup; `?restore=14` begins as that version of it. */
export function EditScreen({ name }: { name: string }) {
  useDocumentTitle(`Edit ${name}`);
  const me = useMe();
  const [restore, setRestore] = useQueryState("restore", parseAsInteger);
  const verdict = me && decide(me.actor, "updateWorkgroup", { workgroup: name });
  const allowed = verdict?.allowed === true;
  const detail = useQuery({ ...editedWorkgroupOptions(name), enabled: allowed });
  const version = useQuery({
    ...workgroupVersionOptions(name, restore ?? 0),
    enabled: allowed && restore !== null,
  });
  if (verdict && !verdict.allowed)
    return (
      <NotAllowed title="Edit" what={`change ${name}`} reason={verdict.reason} workgroup={name} />
    );
  const failed = [detail, ...(restore === null ? [] : [version])].find(({ error }) => error);
  const isReady = detail.isFetchedAfterMount && (restore === null || version.data !== undefined);
  // A form holds its own copy: what is read again later must not take it away.
  if (detail.data && isReady)
    return (
      <EditForm
        key={name}
        by={me?.actor.id ?? ""}
        detail={detail.data}
        restored={version.data}
        onLeaveVersion={() => void setRestore(null)}
      />
    );
  if (failed?.error)
    return (
      <ObjectProblem
        id={name}
        words={WORDS}
        error={failed.error}
        onRetry={() => void failed.refetch()}
        retrying={failed.isFetching}
      />
    );
  return <FormSkeleton title="Edit" />;
}
