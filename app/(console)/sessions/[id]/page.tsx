import type { Metadata } from "next";
import { SessionScreen } from "@/components/session/session-screen";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Session ${(await params).id.slice(0, 8)}` };
}

export default async function SessionPage({ params }: Props) {
  return <SessionScreen id={decodeURIComponent((await params).id)} />;
}
