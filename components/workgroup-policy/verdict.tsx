import clsx from "clsx";
import { Check, Minus, X } from "lucide-react";
import type { RuleVerdict } from "@/lib/domain/workgroups/policy";

const kinds = {
  pass: { icon: <Check aria-hidden />, word: "Meets it", style: "text-ok" },
  fail: { icon: <X aria-hidden />, word: "Fails", style: "text-bad" },
  notApplicable: { icon: <Minus aria-hidden />, word: "Does not apply", style: "text-muted" },
} as const;

/** How one workgroup fares with one rule: icon, word, why. */
export function Verdict({ verdict }: { verdict: RuleVerdict | undefined }) {
  if (!verdict) return null;
  const { icon, word, style } = kinds[verdict.verdict];
  const na = verdict.verdict === "notApplicable";
  return (
    <span
      title={`${word}: ${verdict.why}`}
      className={clsx("flex min-w-0 items-center gap-1.5 [&>svg]:size-3.5", style)}
    >
      {icon}
      {na ? (
        <span className="truncate">n/a</span>
      ) : (
        <>
          <span className="sr-only">{word}: </span>
          <span className={clsx("truncate", verdict.verdict === "pass" && "text-soft")}>
            {verdict.why}
          </span>
        </>
      )}
    </span>
  );
}
