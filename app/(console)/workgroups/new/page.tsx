import type { Metadata } from "next";
import { Suspense } from "react";
import { NewScreen } from "@/components/workgroup-form/new-screen";

export const metadata: Metadata = { title: "New workgroup" };

export default function NewWorkgroupPage() {
  return (
    <Suspense>
      <NewScreen />
    </Suspense>
  );
}
