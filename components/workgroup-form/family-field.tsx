import clsx from "clsx";
import { ENGINE_FAMILIES, type EngineFamily, FAMILY_LABELS } from "@/lib/domain/engines";

const RUNS: Record<EngineFamily, string> = {
  sql: "Queries in SQL over data in S3.",
  pyspark: "Notebooks and calculations in Python, on Spark 3.2.",
  sparkConnect: "Sessions for Spark Connect clients; no notebooks of Athena.",
};

type FamilyFieldProps = { family: EngineFamily; onChange: (family: EngineFamily) => void };

/** What the workgroup runs, for life. */
export function FamilyField({ family, onChange }: FamilyFieldProps) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-1">
      <legend className="float-left mb-1 font-medium">Engine family</legend>
      <div className="flex flex-col gap-1.5">
        {ENGINE_FAMILIES.map((one) => (
          <label
            key={one}
            className={clsx(
              "flex cursor-pointer items-start gap-2.5 rounded border px-2.5 py-1.5 has-focus-visible:outline-2 has-focus-visible:outline-accent",
              one === family ? "border-accent bg-accent-weak" : "border-line-strong bg-raised",
            )}
          >
            <input
              type="radio"
              name="family"
              className="mt-1 accent-accent outline-none"
              checked={one === family}
              onChange={() => onChange(one)}
            />
            <span className="min-w-0">
              <span className="block font-medium">{FAMILY_LABELS[one]}</span>
              <span className="block text-sm text-soft">{RUNS[one]}</span>
            </span>
          </label>
        ))}
      </div>
      <p className="text-sm text-muted">
        It stays for the life of the workgroup: Athena moves none to another family.
      </p>
    </fieldset>
  );
}
