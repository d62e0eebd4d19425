import type { Metadata } from "next";
import { Suspense } from "react";
import { NotebookScreen } from "@/components/notebook/notebook-screen";

export const metadata: Metadata = { title: "Notebook" };

type Props = { params: Promise<{ id: string }> };

export default async function NotebookPage({ params }: Props) {
  return (
    <Suspense>
      <NotebookScreen id={decodeURIComponent((await params).id)} />
    </Suspense>
  );
}
