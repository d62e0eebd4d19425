import type { Metadata } from "next";
import { AuditEntryScreen } from "@/components/audit-entry/audit-entry-screen";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Change ${decodeURIComponent((await params).id)}` };
}

export default async function AuditEntryPage({ params }: Props) {
  return <AuditEntryScreen id={decodeURIComponent((await params).id)} />;
}
