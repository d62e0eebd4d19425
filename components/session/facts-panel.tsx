import Link from "next/link";
import { CopyableId } from "@/components/ui/copyable-id";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { ExactTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import type { SessionDetail } from "@/lib/contracts/sessions";
import { engineFamilyOf } from "@/lib/domain/engines";
import {
  encryptionText,
  formatCount,
  formatDuration,
  formatMoney,
  formatSetDuration,
} from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { isSessionInFlight } from "@/lib/domain/sessions";
import { LoggingFacts } from "./logging-facts";

/** Every other fact that Athena reports of a session. */
export function FactsPanel({ detail }: { detail: SessionDetail }) {
  const { session } = detail;
  const { engine } = session;
  const additional = Object.entries(engine.additionalConfigs).filter(
    ([name]) => name !== "NotebookId",
  );
  return (
    <div className="flex flex-col gap-5">
      <Section title="Session">
        <SessionFacts session={session} />
      </Section>
      {engine.classifications.length > 0 &&
      Object.keys(engine.sparkProperties).length === 0 ? null : (
        <Section title="Spark properties">
          <Properties properties={engine.sparkProperties} />
        </Section>
      )}
      {engine.classifications.map(({ name, properties }) => (
        <Section key={name} title={`Classification ${name}`}>
          <Properties properties={properties} />
        </Section>
      ))}
      {additional.length > 0 ? (
        <Section title="Additional configuration">
          <Properties properties={Object.fromEntries(additional)} />
        </Section>
      ) : null}
      {engineFamilyOf(session.engineVersion) === "sparkConnect" ? null : (
        <LoggingFacts
          monitoring={session.monitoring}
          fixedLogGroup={`/aws-athena/${session.workgroup}`}
        />
      )}
      <Section title="Statistics">
        <StatisticsFacts detail={detail} />
      </Section>
      <Section title="Times">
        <TimeFacts session={session} />
      </Section>
    </div>
  );
}

type Props = Pick<SessionDetail, "session">;

function SessionFacts({ session }: Props) {
  const { workgroup, engine, encryption } = session;
  const dpus = (count: number | undefined) =>
    count === undefined ? undefined : `${formatCount(count)} DPU`;
  const most =
    engine.maxConcurrentDpus === undefined
      ? ""
      : `, at most ${formatCount(engine.maxConcurrentDpus)} in all`;
  const each = dpus(engine.defaultExecutorDpuSize);
  return (
    <DefinitionList
      rows={[
        { label: "Description", value: session.description },
        {
          label: "Workgroup",
          value: (
            <Link
              href={links.sessions({ workgroup })}
              title="Sessions of this workgroup"
              className="rounded-sm underline decoration-line-strong underline-offset-2 hover:decoration-current"
            >
              {workgroup}
            </Link>
          ),
        },
        { label: "Engine", value: session.engineVersion, none: "not reported" },
        { label: "Coordinator", value: dpus(engine.coordinatorDpuSize), none: "not reported" },
        {
          label: "Executors",
          value: each === undefined ? most.slice(2) : `${each} each${most}`,
          none: "not reported",
        },
        {
          label: "Idle timeout",
          value:
            session.idleTimeoutMs === undefined
              ? undefined
              : formatSetDuration(session.idleTimeoutMs),
          none: "not reported",
        },
        {
          label: "Role",
          value: address(session.executionRole, "execution role"),
          none: "not reported",
        },
        {
          label: "Working folder",
          value: address(session.workingDirectory, "working folder"),
          none: "not reported",
        },
        {
          label: "Encryption",
          value: encryption?.option && encryptionText(encryption.option),
          none: "bucket default",
        },
        ...(encryption?.kmsKey
          ? [{ label: "KMS key", value: address(encryption.kmsKey, "KMS key") }]
          : []),
        ...(session.notebookVersion ? [{ label: "Notebook", value: session.notebookVersion }] : []),
        { label: "Session id", value: <CopyableId id={session.id} label="session id" /> },
      ]}
    />
  );
}

/** Names are long and begin alike: each stands above its value, all of it to be copied. */
function Properties({ properties }: { properties: Record<string, string> }) {
  const entries = Object.entries(properties);
  if (entries.length === 0) return <p className="text-muted">none set</p>;
  return (
    <dl className="flex max-h-80 flex-col gap-1.5 overflow-y-auto font-mono text-sm">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt className="wrap-anywhere text-muted">{name}</dt>
          <dd className="pl-3 wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function StatisticsFacts({ detail }: { detail: SessionDetail }) {
  const { session, usdPerDpuHour } = detail;
  return (
    <DefinitionList
      rows={[
        {
          label: "DPU time",
          value:
            session.dpuMs === undefined ? undefined : `${formatDuration(session.dpuMs)} of one DPU`,
          none: "not reported",
        },
        { label: "Price", value: `${formatMoney(usdPerDpuHour)} per DPU-hour, estimate` },
      ]}
    />
  );
}

function TimeFacts({ session }: Props) {
  const inFlight = isSessionInFlight(session.state);
  const time = (label: string, at: number | undefined, none: string): Definition => ({
    label,
    value: at === undefined ? undefined : <ExactTime at={at} className="text-sm" />,
    none,
  });
  return (
    <DefinitionList
      rows={[
        time("Started", session.startedAt, "not reported"),
        time("Last changed", session.lastModifiedAt, "not reported"),
        time("Idle since", session.idleSince, "not idle"),
        time("Ended", session.endedAt, inFlight ? "not yet" : "not reported"),
        ...(session.stateChangeReason && inFlight
          ? [{ label: "State reason", value: session.stateChangeReason }]
          : []),
      ]}
    />
  );
}

/** A long address, its middle cut; all of it on hover and focus, copied by a click. */
const address = (value: string | undefined, label: string) =>
  value === undefined ? undefined : <CopyableId id={value} label={label} keepEnd={14} />;
