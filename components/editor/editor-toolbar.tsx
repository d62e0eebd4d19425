"use client";

import { PanelLeft, Play, Square, WandSparkles } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { IconButton } from "@/components/ui/icon-button";
import type { Me } from "@/lib/contracts/me";
import { whyNotRun } from "@/lib/domain/workgroup-choice";
import type { StopControl } from "./run-outcome";
import type { usePlace } from "./use-place";

type EditorToolbarProps = {
  me: Me | undefined;
  where: ReturnType<typeof usePlace>;
  schemaOpen: boolean;
  onToggleSchema: () => void;
  run: { onRun: () => void; starting: boolean; disabledReason: string | undefined };
  /** There while a run is in flight. */
  stop: StopControl | undefined;
  onFormat: () => void;
  formatDisabledReason: string | undefined;
};

export function EditorToolbar(props: EditorToolbarProps) {
  const { run, stop, schemaOpen } = props;
  return (
    <header className="flex flex-wrap items-center gap-x-2.5 gap-y-2 px-4 py-2.5 md:px-3">
      <IconButton
        label={schemaOpen ? "Hide tables" : "Show tables"}
        aria-expanded={schemaOpen}
        icon={<PanelLeft aria-hidden />}
        onClick={props.onToggleSchema}
      />
      <h1 className="mr-1 text-lg">Editor</h1>
      <PlacePickers me={props.me} where={props.where} />
      <div className="ml-auto flex items-center gap-2.5 max-md:w-full">
        <Button
          icon={<WandSparkles aria-hidden />}
          onClick={props.onFormat}
          disabledReason={props.formatDisabledReason}
        >
          Format
        </Button>
        {stop ? (
          <Button
            variant="danger"
            icon={<Square aria-hidden />}
            onClick={stop.onStop}
            loading={stop.stopping}
            disabledReason={stop.disabledReason}
          >
            Stop
          </Button>
        ) : null}
        <Button
          variant="primary"
          icon={<Play aria-hidden />}
          onClick={run.onRun}
          loading={run.starting}
          disabledReason={run.disabledReason}
        >
          Run
        </Button>
      </div>
    </header>
  );
}

function PlacePickers({ me, where }: Pick<EditorToolbarProps, "me" | "where">) {
  const { place, choose, workgroups, catalogs, databases } = where;
  const workgroupOptions = (workgroups.data?.workgroups ?? []).map((workgroup) => {
    const reason = me && whyNotRun(me.actor, workgroup);
    return {
      value: workgroup.name,
      label: workgroup.name,
      ...(reason ? { hint: reason, disabled: true } : {}),
    };
  });
  const named = (items: readonly { name: string }[] | undefined) =>
    (items ?? []).map(({ name }) => ({ value: name, label: name }));
  return (
    <>
      <Picker width="md:w-52">
        <Combobox
          label="Workgroup"
          icon={<PickerLabel>Workgroup</PickerLabel>}
          value={place.workgroup ?? null}
          options={workgroupOptions}
          loading={workgroups.isPending}
          empty={workgroups.error?.message ?? "No workgroup matches."}
          onChange={(workgroup) => choose({ workgroup })}
        />
      </Picker>
      <Picker width="md:w-52">
        <Combobox
          label="Catalog"
          icon={<PickerLabel>Catalog</PickerLabel>}
          value={place.catalog ?? null}
          options={named(catalogs.data?.catalogs)}
          loading={catalogs.isLoading}
          empty={catalogs.error?.message ?? "No catalog matches."}
          onChange={(catalog) => choose({ catalog, database: undefined })}
        />
      </Picker>
      <Picker width="md:w-52">
        <Combobox
          label="Database"
          icon={<PickerLabel>Database</PickerLabel>}
          value={place.database ?? null}
          placeholder="none"
          options={named(databases.data?.databases)}
          loading={databases.isLoading}
          empty={databases.error?.message ?? "No database matches."}
          onChange={(database) => choose({ database })}
        />
      </Picker>
    </>
  );
}

const Picker = ({ width, children }: { width: string; children: ReactNode }) => (
  <div className={`min-w-0 max-md:w-full ${width}`}>{children}</div>
);

const PickerLabel = ({ children }: { children: ReactNode }) => (
  <span className="shrink-0 text-sm text-muted max-md:w-20">{children}</span>
);
