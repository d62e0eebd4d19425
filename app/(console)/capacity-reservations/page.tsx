import type { Metadata } from "next";
import { Suspense } from "react";
import { CapacityScreen } from "@/components/capacity/capacity-screen";

export const metadata: Metadata = { title: "Capacity reservations" };

export default function CapacityReservationsPage() {
  return (
    <Suspense>
      <CapacityScreen />
    </Suspense>
  );
}
