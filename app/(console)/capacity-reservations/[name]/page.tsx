import type { Metadata } from "next";
import { ReservationScreen } from "@/components/capacity-reservation/reservation-screen";
import { ofPathSegment } from "@/lib/domain/links";

type Props = { params: Promise<{ name: string }> };

const nameOf = async ({ params }: Props) => ofPathSegment(decodeURIComponent((await params).name));

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: `Capacity reservation ${await nameOf(props)}` };
}

export default async function CapacityReservationPage(props: Props) {
  return <ReservationScreen name={await nameOf(props)} />;
}
