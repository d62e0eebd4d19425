import { X } from "lucide-react";
import type { ReactNode } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { Section } from "@/components/ui/section";
import { Select } from "@/components/ui/select";
import type { WorkgroupVersion } from "@/lib/contracts/workgroups";
import { ChangesInWords } from "./changes-in-words";

type Chosen = { version: number | null; against: number | null };

type VersionComparisonProps = {
  versions: readonly WorkgroupVersion[];
  version: number | undefined;
  against: number | undefined;
  onChange: (chosen: Chosen) => void;
  /** At the right end. */
  actions: ReactNode;
};

/** Any two versions, the older one first. */
export function VersionComparison(props: VersionComparisonProps) {
  const { versions, version, against, onChange, actions } = props;
  const options = versions.map(({ number }) => ({
    value: String(number),
    label: `Version ${number}`,
  }));
  const [newest] = versions;
  const found = [version, against]
    .flatMap((number) => versions.find((each) => each.number === number) ?? [])
    .sort((a, b) => a.number - b.number);
  const [before, after] = found;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <span className="text-muted">Compare</span>
        <Select
          aria-label="One version"
          value={against === undefined ? null : String(against)}
          options={options}
          placeholder="a version"
          onChange={(value) =>
            onChange({ version: version ?? newest?.number ?? null, against: Number(value) })
          }
          className="max-w-36 max-md:w-28"
        />
        <span className="text-muted">with</span>
        <Select
          aria-label="Other version"
          value={String(version ?? newest?.number ?? "")}
          options={options}
          onChange={(value) =>
            onChange({
              version: Number(value),
              against:
                against ?? versions.find(({ number }) => number !== Number(value))?.number ?? null,
            })
          }
          className="max-w-36 max-md:w-28"
        />
        {against === undefined ? null : (
          <IconButton
            label="Close the comparison"
            icon={<X aria-hidden />}
            onClick={() => onChange({ version: null, against: null })}
          />
        )}
        <div className="ml-auto">{actions}</div>
      </div>
      {before && after ? (
        <Section title={`From version ${before.number} to version ${after.number}`}>
          <ChangesInWords before={before.settings} after={after.settings} />
        </Section>
      ) : null}
    </div>
  );
}
