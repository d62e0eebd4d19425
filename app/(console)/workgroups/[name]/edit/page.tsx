import type { Metadata } from "next";
import { Suspense } from "react";
import { EditScreen } from "@/components/workgroup-form/edit-screen";
import { workgroupOfSegment } from "@/lib/domain/links";

export const metadata: Metadata = { title: "Edit workgroup" };

type Props = { params: Promise<{ name: string }> };

export default async function EditWorkgroupPage({ params }: Props) {
  const name = workgroupOfSegment(decodeURIComponent((await params).name));
  return (
    <Suspense>
      <EditScreen name={name} />
    </Suspense>
  );
}
