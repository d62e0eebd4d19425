import type { Metadata } from "next";
import { Suspense } from "react";
import { RunScreen } from "@/components/run-code/run-screen";

export const metadata: Metadata = { title: "Run code" };

type Props = { params: Promise<{ id: string }> };

export default async function RunPage({ params }: Props) {
  const id = decodeURIComponent((await params).id);
  return (
    <Suspense>
      <RunScreen key={id} sessionId={id} />
    </Suspense>
  );
}
