import type { Metadata } from "next";
import { Suspense } from "react";
import { QueriesScreen } from "@/components/queries/queries-screen";

export const metadata: Metadata = { title: "Queries" };

export default function QueriesPage() {
  return (
    <Suspense>
      <QueriesScreen />
    </Suspense>
  );
}
