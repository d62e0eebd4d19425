import { useQuery } from "@tanstack/react-query";
import { Combobox } from "@/components/ui/combobox";
import { workgroupsOptions } from "@/lib/client/workgroups";
import { type EngineFamily, engineFamilyOf } from "@/lib/domain/engines";

const every = { value: "", label: "All workgroups" };

type WorkgroupFilterProps = {
  workgroup: string | undefined;
  /** Offers workgroups of these engines only. */
  families?: readonly EngineFamily[];
  onChange: (workgroup: string | undefined) => void;
  className?: string;
};

export function WorkgroupFilter(props: WorkgroupFilterProps) {
  const { workgroup, families, onChange, className = "md:max-w-56" } = props;
  const { data, isPending, error } = useQuery(workgroupsOptions());
  const named = (data?.workgroups ?? [])
    .filter(({ engineVersion }) => families?.includes(engineFamilyOf(engineVersion)) ?? true)
    .map(({ name }) => ({ value: name, label: name }));
  return (
    <Combobox
      label="Workgroup"
      value={workgroup ?? ""}
      onChange={(value) => onChange(value === "" ? undefined : value)}
      options={[every, ...named]}
      searchPlaceholder="Search workgroups"
      empty={error ? `The workgroups could not be read: ${error.message}` : "No such workgroup."}
      loading={isPending}
      className={className}
    />
  );
}
