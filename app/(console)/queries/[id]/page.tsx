import type { Metadata } from "next";
import { QueryScreen } from "@/components/query/query-screen";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Query ${(await params).id.slice(0, 8)}` };
}

export default async function QueryPage({ params }: Props) {
  return <QueryScreen id={decodeURIComponent((await params).id)} />;
}
