import { useQuery } from "@tanstack/react-query";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { workgroupsOptions } from "@/lib/client/workgroups";

const NAME = /^[a-zA-Z0-9._-]{1,128}$/;
/** The one name that means something to Athena itself. */
const PREVIEW = "AmazonAthenaPreviewFunctionality";

export const isWorkgroupName = (name: string) => NAME.test(name);

/** Why a name cannot be that of a new workgroup. */
export function useNameProblem(name: string): string | undefined {
  const { data } = useQuery(workgroupsOptions());
  if (name === "") return "A workgroup needs a name";
  if (!isWorkgroupName(name))
    return "A name has 1 to 128 letters, digits, dots, underscores and hyphens";
  if (data?.workgroups.some((workgroup) => workgroup.name === name))
    return "There is a workgroup of this name";
  return undefined;
}

type NameFieldProps = {
  name: string;
  onChange: (name: string) => void;
  problem: string | undefined;
};

/** The name, which Athena lets nobody change. */
export function NameField({ name, onChange, problem }: NameFieldProps) {
  return (
    <div id="setting-name" tabIndex={-1} className="scroll-mt-4 focus:outline-none">
      <Field
        label="Name"
        error={problem}
        hint={
          name === PREVIEW
            ? "Athena runs its preview engine in a workgroup of this name. It cannot change once the workgroup is there."
            : "Letters, digits, dots, underscores and hyphens. It cannot change once the workgroup is there."
        }
      >
        <Input
          mono
          spellCheck={false}
          autoComplete="off"
          value={name}
          onValueChange={(next) => onChange(next.trim())}
        />
      </Field>
    </div>
  );
}
