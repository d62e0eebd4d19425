import Link from "next/link";
import { auditObject } from "@/lib/domain/audit";
import { shortenId } from "@/lib/domain/format";

type AuditObjectProps = { objectType: string; objectId: string | undefined; full?: boolean };

/** What a change was made to, as a link to its page where it has one. */
export function AuditObject({ objectType, objectId, full = false }: AuditObjectProps) {
  const { label, href } = auditObject(objectType);
  if (objectId === undefined)
    return href && objectType === "workgroupRules" ? (
      <ObjectLink href={href("")}>{label}</ObjectLink>
    ) : (
      <span className="text-muted">–</span>
    );
  const text = <span className="font-mono text-sm">{full ? objectId : shortObject(objectId)}</span>;
  return href ? (
    <ObjectLink href={href(objectId)} title={objectId}>
      {text}
    </ObjectLink>
  ) : (
    <span title={objectId}>{text}</span>
  );
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Ids are shortened; names are what people know and stay whole. */
export const shortObject = (id: string) => (UUID.test(id) ? shortenId(id) : id);

type ObjectLinkProps = { href: string; title?: string; children: React.ReactNode };

function ObjectLink({ href, title, children }: ObjectLinkProps) {
  return (
    <Link
      href={href}
      prefetch={false}
      title={title}
      className="underline decoration-line-strong underline-offset-2 hover:decoration-current"
    >
      {children}
    </Link>
  );
}
