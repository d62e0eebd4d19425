import { Checkbox } from "@/components/ui/checkbox";
import { useForm } from "./form-context";

const PARTS = ["SPARK_DRIVER", "SPARK_EXECUTOR"];
const STREAMS = ["STDOUT", "STDERR"];

const union = (known: readonly string[], present: readonly string[]) => [
  ...new Set([...known, ...present]),
];

/** Which logs are kept: none chosen means all. */
export function LogTypesControl() {
  const { draft, set } = useForm();
  const chosen = draft.settings.logTypes ?? {};
  const toggle = (part: string, stream: string, on: boolean) => {
    const before = chosen[part] ?? [];
    const after = on ? [...before, stream] : before.filter((one) => one !== stream);
    const next = Object.entries({ ...chosen, [part]: after }).filter(([, kept]) => kept.length > 0);
    set("logTypes", next.length === 0 ? undefined : Object.fromEntries(next));
  };
  return (
    <div className="flex flex-col gap-x-6 gap-y-1 md:flex-row md:flex-wrap">
      {union(PARTS, Object.keys(chosen)).map((part) =>
        union(STREAMS, chosen[part] ?? []).map((stream) => (
          <Checkbox
            key={`${part} ${stream}`}
            checked={chosen[part]?.includes(stream) === true}
            onChange={(on) => toggle(part, stream, on)}
          >
            <span className="font-mono text-sm">
              {part} {stream}
            </span>
          </Checkbox>
        )),
      )}
    </div>
  );
}
