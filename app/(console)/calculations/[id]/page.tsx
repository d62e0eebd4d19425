import type { Metadata } from "next";
import { CalculationScreen } from "@/components/calculation/calculation-screen";

type Props = { params: Promise<{ id: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Calculation ${(await params).id.slice(0, 8)}` };
}

export default async function CalculationPage({ params }: Props) {
  return <CalculationScreen id={decodeURIComponent((await params).id)} />;
}
