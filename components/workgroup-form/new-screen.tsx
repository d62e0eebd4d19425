"use client";

import { useQuery } from "@tanstack/react-query";
import { parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { ErrorState } from "@/components/ui/error-state";
import { LinkButton } from "@/components/ui/link-button";
import { CallError } from "@/lib/client/call";
import { useMe } from "@/lib/client/me";
import { workgroupOptions, workgroupVersionOptions } from "@/lib/client/workgroups";
import { engineFamilyOf } from "@/lib/domain/engines";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import { FormSkeleton } from "./form-skeleton";
import { NewForm, type Source } from "./new-form";
import { NotAllowed } from "./not-allowed";

const inAddress = { from: parseAsString, version: parseAsInteger };

/** Creates a workgroup; `?from=analytics` begins as a copy of that one, `&version=14` as it once was. */
export function NewScreen() {
  const me = useMe();
  const [{ from, version }] = useQueryStates(inAddress);
  const verdict = me && decide(me.actor, "createWorkgroup");
  const allowed = verdict?.allowed === true;
  const wantsNow = allowed && from !== null && version === null;
  const wantsThen = allowed && from !== null && version !== null;
  const now = useQuery({ ...workgroupOptions(from ?? ""), enabled: wantsNow });
  const then = useQuery({
    ...workgroupVersionOptions(from ?? "", version ?? 0),
    enabled: wantsThen,
  });
  if (!me || !verdict) return <FormSkeleton title="New workgroup" />;
  if (!verdict.allowed)
    return <NotAllowed title="New workgroup" what="create workgroups" reason={verdict.reason} />;
  if (from === null) return <NewForm key="new" me={me} source={undefined} />;
  const source = wantsThen
    ? sourceOf({ name: from, version }, then.data)
    : sourceOf({ name: from }, now.data);
  if (source) return <NewForm key={`${from} ${version}`} me={me} source={source} />;
  const read = wantsThen ? then : now;
  if (read.error)
    return (
      <ErrorState
        heading="h1"
        title={`${from} could not be read`}
        message={read.error.message}
        requestId={read.error instanceof CallError ? read.error.requestId : undefined}
        onRetry={() => void read.refetch()}
        retrying={read.isFetching}
        action={<LinkButton href={links.newWorkgroup()}>Begin with an empty form</LinkButton>}
      />
    );
  return <FormSkeleton title="New workgroup" />;
}

const sourceOf = (
  which: Pick<Source, "name" | "version">,
  of: Pick<Source, "settings"> | undefined,
): Source | undefined => of && { ...which, family: familyOf(of), settings: of.settings };

/** A version does not say its family, but its engine does: only SQL has AUTO. */
const familyOf = (of: Pick<Source, "settings"> & Partial<Pick<Source, "family">>) =>
  of.family ?? engineFamilyOf(of.settings.engineVersion);
