import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { Combobox } from "@/components/ui/combobox";
import { workgroupsOptions } from "@/lib/client/workgroups";
import { formatCount } from "@/lib/domain/format";

type WorkgroupPickerProps = {
  chosen: readonly string[];
  countMax: number;
  onAdd: (name: string) => void;
};

/** Adds one more workgroup. */
export function WorkgroupPicker({ chosen, countMax, onAdd }: WorkgroupPickerProps) {
  const { data, isPending, error } = useQuery(workgroupsOptions());
  const full = chosen.length >= countMax;
  const options = (data?.workgroups ?? [])
    .filter(({ name }) => !chosen.includes(name))
    .map(({ name }) => ({ value: name, label: name }));
  return (
    <Combobox
      label="Add a workgroup"
      value={null}
      onChange={onAdd}
      options={options}
      icon={<Plus aria-hidden className="size-4" />}
      placeholder={full ? `At most ${formatCount(countMax)} at once` : "Add a workgroup"}
      searchPlaceholder="Search workgroups"
      empty={error ? `The workgroups could not be read: ${error.message}` : "No other workgroup."}
      loading={isPending}
      disabled={full}
      className="md:max-w-64"
    />
  );
}
