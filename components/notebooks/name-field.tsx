import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { CallError } from "@/lib/client/call";
import { NOTEBOOK_NAME, NOTEBOOK_NAME_RULE } from "@/lib/domain/notebooks";

type NameFieldProps = {
  name: string;
  onChange: (name: string) => void;
  /** What the server said of it. */
  error: Error | null;
};

export function NameField({ name, onChange, error }: NameFieldProps) {
  return (
    <Field
      label="Name"
      hint={`Unique in its workgroup: ${NOTEBOOK_NAME_RULE}`}
      error={errorOf(name, error)}
    >
      <Input
        value={name}
        onValueChange={onChange}
        autoComplete="off"
        spellCheck={false}
        placeholder="Flights and delays"
      />
    </Field>
  );
}

/** Told before anything is sent; an empty name is not wrong yet. */
function errorOf(name: string, error: Error | null): string | undefined {
  if (name.trim() !== "" && !NOTEBOOK_NAME.test(name.trim())) return `Use ${NOTEBOOK_NAME_RULE}`;
  return error instanceof CallError ? error.fields.name : undefined;
}

/** What else the server said: everything that no field shows. */
export const otherProblem = (error: Error | null): string | undefined =>
  error instanceof CallError && error.fields.name !== undefined ? undefined : error?.message;

export const isName = (name: string) => NOTEBOOK_NAME.test(name.trim());
