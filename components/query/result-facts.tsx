import { CopyableId } from "@/components/ui/copyable-id";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import type { QueryDetail } from "@/lib/contracts/queries";
import { encryptionText, formatCount } from "@/lib/domain/format";
import { isQueryInFlight } from "@/lib/domain/queries";

type Execution = QueryDetail["execution"];

/** Where the result is and how it is protected. */
export function ResultFacts({ execution }: { execution: Execution }) {
  const { managedResults, statistics } = execution;
  const pending = isQueryInFlight(execution.state) ? "not reported yet" : "not reported";
  return (
    <DefinitionList
      rows={[
        ...(managedResults?.enabled ? managed(managedResults) : stored(execution)),
        { label: "Manifest", value: address(statistics.dataManifestLocation, "manifest location") },
        {
          label: "Bytes scanned",
          value:
            statistics.dataScannedBytes === undefined
              ? undefined
              : `${formatCount(statistics.dataScannedBytes)}`,
          none: pending,
        },
      ]}
    />
  );
}

function managed({ kmsKey }: NonNullable<Execution["managedResults"]>): Definition[] {
  return [
    { label: "Managed", value: "on, kept by Athena for 24 hours" },
    { label: "KMS key", value: address(kmsKey, "KMS key"), none: "owned by AWS" },
  ];
}

function stored({ result }: Execution): Definition[] {
  const { encryption } = result;
  const key: Definition = {
    label: "KMS key",
    value: address(encryption?.kmsKey, "KMS key"),
    none: "not reported",
  };
  return [
    {
      label: "Location",
      value: address(result.outputLocation, "result location"),
      none: "not reported",
    },
    {
      label: "Encryption",
      value: encryption?.option && encryptionText(encryption.option),
      none: "bucket default",
    },
    ...(encryption?.option?.includes("KMS") || encryption?.kmsKey ? [key] : []),
    { label: "Bucket owner", value: result.expectedBucketOwner, mono: true, none: "not checked" },
    { label: "Object ACL", value: result.acl, none: "none set" },
    { label: "Managed", value: undefined, none: "off" },
  ];
}

/** A long address, its middle cut; all of it on hover and focus, copied by a click. */
const address = (value: string | undefined, label: string) =>
  value === undefined ? undefined : <CopyableId id={value} label={label} keepEnd={8} />;
