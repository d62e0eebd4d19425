import clsx from "clsx";
import { Check, CircleHelp, Minus, X } from "lucide-react";
import Link from "next/link";
import { useMe } from "@/lib/client/me";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import type { RuleVerdict } from "@/lib/domain/workgroups/policy";

const kinds = {
  pass: { icon: <Check aria-hidden />, word: "Meets it", style: "text-ok" },
  fail: { icon: <X aria-hidden />, word: "Fails", style: "text-bad" },
  unread: { icon: <CircleHelp aria-hidden />, word: "Not known", style: "text-warn" },
  notApplicable: { icon: <Minus aria-hidden />, word: "Does not apply", style: "text-muted" },
} as const;

type VerdictCellProps = { name: string; verdict: RuleVerdict | undefined };

/** As `Verdict`; what fails leads those who may change it to its field. */
export function VerdictCell({ name, verdict }: VerdictCellProps) {
  const me = useMe();
  const mayEdit = me && decide(me.actor, "updateWorkgroup", { workgroup: name }).allowed;
  if (verdict?.verdict !== "fail" || !mayEdit) return <Verdict verdict={verdict} />;
  return (
    <Link
      href={links.editWorkgroup(name, { setting: verdict.setting })}
      prefetch={false}
      className="-mx-1 block rounded-sm px-1 -outline-offset-2 hover:bg-bad-weak hover:underline"
    >
      <Verdict verdict={verdict} />
    </Link>
  );
}

/** How one workgroup fares with one rule: icon, word, why. */
function Verdict({ verdict }: { verdict: RuleVerdict | undefined }) {
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
