import { Banner } from "@/components/ui/banner";
import { ExactTime } from "@/components/ui/relative-time";
import type { Access } from "@/lib/contracts/access";
import { ProblemList } from "./problem-list";

/** The file on disk is not what is in force. */
export function FaultBanner({ access }: { access: Access }) {
  const { fault, file } = access;
  if (!fault || !file) return null;
  return (
    <Banner tone="bad" flush>
      <p>
        <strong className="font-medium">The policy file cannot be used.</strong> What it held at{" "}
        <ExactTime at={Date.parse(file.loadedAt)} /> is still in force.
        {fault.problems.length === 0 ? ` ${fault.message}` : null}
      </p>
      {fault.problems.length > 0 ? (
        <div className="pt-1">
          <ProblemList problems={fault.problems} />
        </div>
      ) : null}
    </Banner>
  );
}
