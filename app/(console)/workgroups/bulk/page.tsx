import type { Metadata } from "next";
import { Suspense } from "react";
import { BulkScreen } from "@/components/workgroup-form/bulk/bulk-screen";

export const metadata: Metadata = { title: "Change a setting" };

export default function BulkPage() {
  return (
    <Suspense>
      <BulkScreen />
    </Suspense>
  );
}
