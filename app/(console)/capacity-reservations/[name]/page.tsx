import type { Metadata } from "next";
import { ReservationScreen } from "@/components/capacity-reservation/reservation-screen";

type Props = { params: Promise<{ name: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Capacity reservation ${decodeURIComponent((await params).name)}` };
}

export default async function CapacityReservationPage({ params }: Props) {
  return <ReservationScreen name={decodeURIComponent((await params).name)} />;
}
