import type { Metadata } from "next";
import { Suspense } from "react";
import { WorkgroupScreen } from "@/components/workgroup/workgroup-screen";
import { workgroupOfSegment } from "@/lib/domain/links";

type Props = { params: Promise<{ name: string }> };

const nameOf = async ({ params }: Props) =>
  workgroupOfSegment(decodeURIComponent((await params).name));

export const generateMetadata = async (props: Props): Promise<Metadata> => ({
  title: `Workgroup ${await nameOf(props)}`,
});

export default async function WorkgroupPage(props: Props) {
  const name = await nameOf(props);
  const screen = <WorkgroupScreen name={name} />;
  return <Suspense>{screen}</Suspense>;
}
