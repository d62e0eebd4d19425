import type { Metadata } from "next";
import { Suspense } from "react";
import { WorkgroupsScreen } from "@/components/workgroups/workgroups-screen";

export const metadata: Metadata = { title: "Workgroups" };

export default function WorkgroupsPage() {
  return (
    <Suspense>
      <WorkgroupsScreen />
    </Suspense>
  );
}
