import { ArrowLeftToLine, X } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { IconButton } from "@/components/ui/icon-button";
import type { WorkgroupConfiguration } from "@/lib/contracts/workgroups";
import { FAMILY_LABELS } from "@/lib/domain/engines";
import { links } from "@/lib/domain/links";

type WorkgroupHeadingProps = {
  workgroup: WorkgroupConfiguration;
  /** The others are held against it. */
  isFirst: boolean;
  /** There are others. */
  comparing: boolean;
  onFirst: () => void;
  onRemove: () => void;
};

/** Which workgroup it is, and a way to take it out. */
export function WorkgroupHeading({
  workgroup,
  isFirst,
  comparing,
  onFirst,
  onRemove,
}: WorkgroupHeadingProps) {
  const { name, family } = workgroup;
  return (
    <div className="flex min-w-0 items-start gap-1">
      <div className="flex min-w-0 grow flex-col gap-1">
        <Link
          href={links.workgroup(name)}
          prefetch={false}
          title={name}
          className="line-clamp-2 rounded-sm text-base font-semibold wrap-anywhere text-ink hover:underline"
        >
          {name}
        </Link>
        <span className="flex flex-wrap gap-1.5 font-normal">
          <Badge>{FAMILY_LABELS[family]}</Badge>
          {isFirst && comparing ? <Badge tone="accent">baseline</Badge> : null}
        </span>
      </div>
      {isFirst ? null : (
        <IconButton
          size="sm"
          label={`Make ${name} the baseline`}
          icon={<ArrowLeftToLine aria-hidden />}
          onClick={onFirst}
        />
      )}
      <IconButton
        size="sm"
        label={`Remove ${name} from the comparison`}
        icon={<X aria-hidden />}
        onClick={onRemove}
      />
    </div>
  );
}
