import type { Metadata } from "next";
import { Suspense } from "react";
import { NotebooksScreen } from "@/components/notebooks/notebooks-screen";

export const metadata: Metadata = { title: "Notebooks" };

export default function NotebooksPage() {
  return (
    <Suspense>
      <NotebooksScreen />
    </Suspense>
  );
}
