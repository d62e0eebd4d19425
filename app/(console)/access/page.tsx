import type { Metadata } from "next";
import { Suspense } from "react";
import { AccessScreen } from "@/components/access/access-screen";

export const metadata: Metadata = { title: "Access" };

export default function AccessPage() {
  return (
    <Suspense>
      <AccessScreen />
    </Suspense>
  );
}
