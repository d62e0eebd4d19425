"use client";

import { useQuery } from "@tanstack/react-query";
import { SlidersHorizontal } from "lucide-react";
import { parseAsBoolean, parseAsString, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { ListProblem } from "@/components/data/list-problem";
import { useNarrow } from "@/components/data/use-narrow";
import { WorkgroupPicker } from "@/components/data/workgroup/workgroup-picker";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { PageHeader } from "@/components/ui/page-header";
import { Switch } from "@/components/ui/switch";
import { CallError } from "@/lib/client/call";
import { useMe } from "@/lib/client/me";
import { namedWorkgroupConfigurationsOptions } from "@/lib/client/workgroups";
import { formatCount } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import { COMPARED_MAX, namesOf } from "@/lib/domain/workgroup-choice";
import { compareWorkgroups } from "@/lib/domain/workgroups/compare";
import { CompareDenied } from "./compare-denied";
import { CompareEmpty } from "./compare-empty";
import { CompareList } from "./compare-list";
import { CompareSkeleton } from "./compare-skeleton";
import { CompareTable } from "./compare-table";

const inAddress = {
  names: parseAsString.withDefault(""),
  differences: parseAsBoolean.withDefault(false),
};

export function CompareScreen() {
  const [address, setAddress] = useQueryStates(inAddress);
  const me = useMe();
  const narrow = useNarrow();
  const asked = namesOf(address.names);
  const names = asked.slice(0, COMPARED_MAX);
  const query = useQuery(namedWorkgroupConfigurationsOptions(names));
  const { data, error } = query;
  const choose = (next: readonly string[]) => setAddress({ names: next.join(",") });

  // In the order that they were chosen in: the first one is what the others are held against.
  const order = names.join(",");
  const workgroups = useMemo(() => {
    const places = order.split(",");
    return [...(data?.workgroups ?? [])].sort(
      (a, b) => places.indexOf(a.name) - places.indexOf(b.name),
    );
  }, [data, order]);
  const sections = useMemo(() => compareWorkgroups(workgroups), [workgroups]);
  const rows = sections.flatMap((section) => section.rows);
  const differing = rows.filter((row) => row.differs).length;
  const shown = address.differences
    ? sections
        .map((section) => ({ ...section, rows: section.rows.filter((row) => row.differs) }))
        .filter((section) => section.rows.length > 0)
    : sections;
  const changeable = workgroups
    .map(({ name }) => name)
    .filter((workgroup) => me && decide(me.actor, "updateWorkgroup", { workgroup }).allowed);
  const remove = (name: string) => choose(names.filter((other) => other !== name));
  const putFirst = (name: string) => choose([name, ...names.filter((other) => other !== name)]);
  const comparing = workgroups.length > 1;
  const denied = error instanceof CallError && error.code === "FORBIDDEN";
  return (
    <div className="flex h-full flex-col">
      <PageHeader
        breadcrumb={[{ label: "Workgroups", href: links.workgroups() }]}
        title="Compare workgroups"
        meta={
          comparing ? (
            <span className="tabular-nums">
              {differing === 0
                ? "No setting differs"
                : `${formatCount(differing)} of ${formatCount(rows.length)} settings differ`}
            </span>
          ) : null
        }
        actions={
          changeable.length > 0 ? (
            <LinkButton
              icon={<SlidersHorizontal aria-hidden />}
              href={links.bulkChange(changeable)}
            >
              Change a setting
            </LinkButton>
          ) : null
        }
      >
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pb-3">
          <WorkgroupPicker
            chosen={names}
            countMax={COMPARED_MAX}
            onAdd={(name) => choose([...names, name])}
          />
          <Switch
            label="Differences only"
            checked={address.differences}
            onChange={(differences) => setAddress({ differences })}
          />
        </div>
      </PageHeader>
      {asked.length > names.length ? (
        <Banner tone="warn" flush>
          {formatCount(COMPARED_MAX)} workgroups are compared at once: the first of the{" "}
          {formatCount(asked.length)} that were chosen.
        </Banner>
      ) : null}
      {data?.unreadable.map(({ name, message }) => (
        <Banner key={name} tone="warn" flush>
          {name} could not be read: {message}
        </Banner>
      ))}
      {error && data ? (
        <Banner tone="warn" flush>
          What is shown may be old: {error.message}
        </Banner>
      ) : null}
      <div className="relative min-h-0 grow overflow-auto border-t">
        {names.length === 0 ? (
          <CompareEmpty />
        ) : denied ? (
          <CompareDenied names={names} onKeep={choose} />
        ) : error && !data ? (
          <ListProblem
            noun="workgroups"
            plural
            error={error}
            workgroup={undefined}
            onAllWorkgroups={() => {}}
            onRetry={() => void query.refetch()}
            retrying={query.isFetching}
          />
        ) : !data ? (
          <CompareSkeleton count={names.length} />
        ) : workgroups.length === 0 ? (
          <CompareEmpty />
        ) : narrow ? (
          <CompareList
            workgroups={workgroups}
            sections={shown}
            comparing={comparing}
            onFirst={putFirst}
            onRemove={remove}
          />
        ) : (
          <CompareTable
            workgroups={workgroups}
            sections={shown}
            comparing={comparing}
            onFirst={putFirst}
            onRemove={remove}
          />
        )}
      </div>
    </div>
  );
}
