import type { Metadata } from "next";
import { Suspense } from "react";
import { PolicyScreen } from "@/components/workgroup-policy/policy-screen";

export const metadata: Metadata = { title: "Policy board" };

export default function PolicyPage() {
  return (
    <Suspense>
      <PolicyScreen />
    </Suspense>
  );
}
