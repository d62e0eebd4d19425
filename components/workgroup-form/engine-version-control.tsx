import { useQuery } from "@tanstack/react-query";
import { Select } from "@/components/ui/select";
import { engineVersionsOptions } from "@/lib/client/workgroups";
import { engineVersionLabel } from "@/lib/domain/engines";
import { withChosen } from "./choices";
import { useForm } from "./form-context";

/** The versions of the workgroup's family; there is no way to another family. */
export function EngineVersionControl() {
  const { draft, set } = useForm();
  const { data, error } = useQuery(engineVersionsOptions());
  const options = (data?.engineVersions ?? [])
    .filter(({ family }) => family === draft.family)
    .map(({ selected, effective }) => ({
      value: selected,
      label: engineVersionLabel(selected),
      ...(selected === effective || selected !== "AUTO" ? {} : { hint: `now ${effective}` }),
    }));
  const { engineVersion } = draft.settings;
  return (
    <>
      <Select
        value={engineVersion}
        options={withChosen(options, engineVersion, engineVersionLabel(engineVersion))}
        onChange={(next) => set("engineVersion", next)}
      />
      {error ? (
        <p className="text-sm text-warn">The versions could not be read: {error.message}</p>
      ) : null}
    </>
  );
}
