import { useQuery } from "@tanstack/react-query";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { useMe } from "@/lib/client/me";
import { workgroupsOptions } from "@/lib/client/workgroups";
import { engineFamilyOf } from "@/lib/domain/engines";
import { decide } from "@/lib/domain/permissions";

/** The workgroups that hold notebooks, those first where this person may create some. */
export function useNotebookWorkgroups() {
  const me = useMe();
  const { data, error } = useQuery(workgroupsOptions());
  const options = (data?.workgroups ?? [])
    .filter(({ engineVersion }) => engineFamilyOf(engineVersion) === "pyspark")
    .map(({ name, state }) => {
      const verdict = me && decide(me.actor, "createNotebook", { workgroup: name });
      const hint =
        verdict?.allowed === false ? verdict.reason : state === "DISABLED" ? "Disabled" : undefined;
      return { value: name, label: name, ...(hint ? { hint, disabled: true } : {}) };
    });
  return { options, loading: data === undefined && !error, error };
}

type NotebookWorkgroupFieldProps = {
  workgroup: string | undefined;
  onChange: (workgroup: string) => void;
};

export function NotebookWorkgroupField({ workgroup, onChange }: NotebookWorkgroupFieldProps) {
  const { options, loading, error } = useNotebookWorkgroups();
  const hint =
    !loading && options.length === 0
      ? (error?.message ?? "Notebooks need a workgroup of PySpark engine version 3: there is none.")
      : undefined;
  return (
    <Field label="Workgroup" nativeLabel={false} error={hint}>
      <Select
        value={workgroup ?? null}
        onChange={onChange}
        options={options}
        placeholder={loading ? "Reading…" : "Choose…"}
      />
    </Field>
  );
}
