import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { CAPACITY_DPUS, capacityUsdPerHour, dpusProblem } from "@/lib/domain/capacity";
import { formatMoney } from "@/lib/domain/format";

/** The number that was written; NaN for anything else. */
export const dpusOf = (text: string) => (/^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN);

/** `$7.2000 an hour, $172.80 a day`, as an estimate. */
export function capacityCostText(dpus: number, usdPerDpuHour: number): string {
  const usd = capacityUsdPerHour(dpus, usdPerDpuHour);
  return `${formatMoney(usd)} an hour, ${formatMoney(usd * 24)} a day`;
}

type DpusFieldProps = {
  text: string;
  onChange: (text: string) => void;
  /** What the server said of it. */
  refusal?: string | undefined;
  usdPerDpuHour: number | undefined;
};

/** How many DPUs, with what they cost. */
export function DpusField({ text, onChange, refusal, usdPerDpuHour }: DpusFieldProps) {
  const dpus = dpusOf(text);
  const problem = text.trim() === "" ? undefined : dpusProblem(dpus);
  return (
    <Field
      label="DPUs"
      hint={
        <>
          {CAPACITY_DPUS.min} at least, in steps of {CAPACITY_DPUS.step}. 40 serve about 10 queries
          at a time, 96 about 20.
          {problem || text.trim() === "" || usdPerDpuHour === undefined ? null : (
            <span className="block text-ink tabular-nums">
              {capacityCostText(dpus, usdPerDpuHour)}, estimate. It is paid for whether queries use
              it or not, for an hour at least.
            </span>
          )}
        </>
      }
      error={problem ?? refusal}
    >
      <Input value={text} onValueChange={onChange} inputMode="numeric" autoComplete="off" />
    </Field>
  );
}
