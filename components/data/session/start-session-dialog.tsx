"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { CallError } from "@/lib/client/call";
import { useMe } from "@/lib/client/me";
import { newRequestToken } from "@/lib/client/queries";
import { startSessionMutation } from "@/lib/client/sessions";
import { workgroupsOptions } from "@/lib/client/workgroups";
import type { Me } from "@/lib/contracts/me";
import { type EngineFamily, engineFamilyOf, shortEngine } from "@/lib/domain/engines";
import { decide } from "@/lib/domain/permissions";
import {
  emptySessionForm,
  readSessionForm,
  type SessionForm,
  type SessionFormErrors,
} from "@/lib/domain/session-form";
import { MoreSettings } from "./more-settings";

type StartSessionDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Begun with; for a notebook the only one. */
  workgroup?: string | undefined;
  notebookId?: string | undefined;
  onStarted: (id: string) => void;
};

/** Starts a session in a Spark workgroup, or for a notebook. What was written stays until one is started. */
export function StartSessionDialog(props: StartSessionDialogProps) {
  const me = useMe();
  const { data, error } = useQuery({ ...workgroupsOptions(), enabled: props.open });
  const workgroups = data && me ? startable(data.workgroups, me, props.notebookId) : undefined;
  return workgroups && props.open ? (
    <OpenDialog {...props} workgroups={workgroups} />
  ) : (
    <Dialog open={props.open} onOpenChange={props.onOpenChange} title="Start session">
      {error ? (
        <Banner tone="bad">The workgroups could not be read: {error.message}</Banner>
      ) : (
        <p className="text-muted">Reading the workgroups…</p>
      )}
    </Dialog>
  );
}

type Workgroup = { name: string; family: EngineFamily; engine: string; whyNot: string | undefined };
type Listed = { name: string; state?: string | undefined; engineVersion?: string | undefined };

/** The Spark workgroups, each with why no session can be started there. Notebooks need PySpark. */
function startable(workgroups: readonly Listed[], me: Me, notebookId?: string): Workgroup[] {
  return workgroups.flatMap(({ name, state, engineVersion = "" }) => {
    const family = engineFamilyOf(engineVersion);
    if (family === "sql" || (notebookId && family !== "pyspark")) return [];
    const verdict = decide(me.actor, "startSession", { workgroup: name });
    const whyNot = verdict.allowed
      ? state === "DISABLED"
        ? "Disabled"
        : undefined
      : verdict.reason;
    return [{ name, family, engine: shortEngine(engineVersion), whyNot }];
  });
}

function OpenDialog(props: StartSessionDialogProps & { workgroups: Workgroup[] }) {
  const { workgroups, open, onOpenChange, notebookId } = props;
  const formId = useId();
  const usable = workgroups.filter(({ whyNot }) => whyNot === undefined);
  const first =
    usable.find(({ name }) => name === props.workgroup) ??
    usable.find(({ family }) => family === "pyspark") ??
    usable[0];
  const [form, setForm] = useState(() => emptySessionForm(first?.name ?? ""));
  const [errors, setErrors] = useState<SessionFormErrors>({});
  // One token for what is written: trying again after a lost answer finds the session that was started.
  const [clientRequestToken, setToken] = useState(newRequestToken);
  const start = useMutation(startSessionMutation(useQueryClient()));
  const family = workgroups.find(({ name }) => name === form.workgroup)?.family ?? "pyspark";

  const set = (change: Partial<SessionForm>) => {
    setForm({ ...form, ...change });
    setErrors({});
    setToken(newRequestToken());
    start.reset();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readSessionForm(form, family);
    setErrors(read.errors ?? {});
    if (!read.input || start.isPending) return;
    start.mutate(
      { ...read.input, ...(notebookId ? { notebookId } : {}), clientRequestToken },
      {
        onSuccess: ({ id }) => {
          onOpenChange(false);
          props.onStarted(id);
        },
        onError: (error) => setErrors(error instanceof CallError ? error.fields : {}),
      },
    );
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Start session"
      description="It costs from its start to its end, whether it calculates or not."
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} loading={start.isPending}>
            Start session
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-3.5" noValidate>
        <Field label="Workgroup" nativeLabel={false} error={errors.workgroup}>
          <Select
            value={form.workgroup || null}
            onChange={(workgroup) => set({ workgroup })}
            disabled={notebookId !== undefined}
            options={workgroups.map(({ name, engine, whyNot }) => ({
              value: name,
              label: name,
              hint: whyNot ?? engine,
              disabled: whyNot !== undefined,
            }))}
          />
        </Field>
        <Field label="Description" optional error={errors.description}>
          <Input
            value={form.description}
            onChange={({ currentTarget }) => set({ description: currentTarget.value })}
          />
        </Field>
        <div className="grid gap-3.5 sm:grid-cols-2">
          <Field
            label="Idle timeout"
            hint="Ends by itself after so long without work."
            error={errors.idleTimeoutMinutes}
          >
            <Input
              inputMode="numeric"
              suffix="minutes"
              value={form.idleTimeoutMinutes}
              onChange={({ currentTarget }) => set({ idleTimeoutMinutes: currentTarget.value })}
            />
          </Field>
          <Field
            label="Maximum DPUs"
            hint="Coordinator and workers together."
            error={errors.maxConcurrentDpus}
          >
            <Input
              inputMode="numeric"
              suffix="DPUs"
              value={form.maxConcurrentDpus}
              onChange={({ currentTarget }) => set({ maxConcurrentDpus: currentTarget.value })}
            />
          </Field>
        </div>
        <Field
          label="Spark properties"
          optional
          hint={
            family === "sparkConnect"
              ? "name=value, one a line. Sent as the classification spark-defaults."
              : "name=value, one a line."
          }
          error={errors.sparkProperties}
        >
          <Textarea
            mono
            rows={4}
            spellCheck={false}
            placeholder="spark.sql.shuffle.partitions=64"
            value={form.sparkProperties}
            onChange={({ currentTarget }) => set({ sparkProperties: currentTarget.value })}
          />
        </Field>
        <MoreSettings form={form} errors={errors} set={set} family={family} />
        {start.error ? <Banner tone="bad">{start.error.message}</Banner> : null}
      </form>
    </Dialog>
  );
}
