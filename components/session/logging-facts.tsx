import { CopyableId } from "@/components/ui/copyable-id";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { Section } from "@/components/ui/section";
import type { SessionDetail } from "@/lib/contracts/sessions";

type LoggingFactsProps = {
  monitoring: SessionDetail["session"]["monitoring"];
  /** Where an engine that cannot be told otherwise writes to. */
  fixedLogGroup?: string;
};

/** Where the session writes its logs. */
export function LoggingFacts({ monitoring, fixedLogGroup }: LoggingFactsProps) {
  const { managed, s3, cloudWatch } = monitoring;
  const logTypes = Object.entries(cloudWatch?.logTypes ?? {});
  const nothing = !managed && !s3 && !cloudWatch;
  return (
    <Section title="Logging">
      <DefinitionList
        rows={
          nothing
            ? [
                {
                  label: "CloudWatch",
                  value: fixedLogGroup && <CopyableId id={fixedLogGroup} label="log group" full />,
                  none: "not reported",
                },
              ]
            : [
                {
                  label: "Managed",
                  value: managed?.enabled ? "on, kept by Athena for 30 days" : undefined,
                  none: "off",
                },
                ...key("Managed key", managed?.enabled ? managed.kmsKey : undefined),
                {
                  label: "Amazon S3",
                  value: s3?.enabled ? place(s3.location, "log location") : undefined,
                  none: "off",
                },
                ...key("Amazon S3 key", s3?.enabled ? s3.kmsKey : undefined),
                {
                  label: "CloudWatch",
                  value: cloudWatch?.enabled ? place(cloudWatch.logGroup, "log group") : undefined,
                  none: "off",
                },
                ...(cloudWatch?.enabled
                  ? [
                      { label: "Stream prefix", value: cloudWatch.streamPrefix, mono: true },
                      ...logTypes.map(([name, types]) => ({
                        label: name.replace(/^SPARK_/, "Spark ").toLowerCase(),
                        value: types.join(", "),
                      })),
                    ]
                  : []),
              ]
        }
      />
    </Section>
  );
}

const place = (value: string | undefined, label: string) =>
  value === undefined ? "on" : <CopyableId id={value} label={label} keepEnd={14} />;

const key = (label: string, value: string | undefined): Definition[] =>
  value === undefined
    ? []
    : [{ label, value: <CopyableId id={value} label={label} keepEnd={8} /> }];
