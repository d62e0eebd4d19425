import type { Metadata } from "next";
import { Suspense } from "react";
import { CompareScreen } from "@/components/workgroup-compare/compare-screen";

export const metadata: Metadata = { title: "Compare workgroups" };

export default function ComparePage() {
  return (
    <Suspense>
      <CompareScreen />
    </Suspense>
  );
}
