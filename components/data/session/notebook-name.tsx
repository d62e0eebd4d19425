"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { notebooksOptions } from "@/lib/client/notebooks";
import { shortenId } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";

type NotebookNameProps = { id: string; workgroup: string; className?: string };

/** A link to a session's notebook: its name where the workgroup's first notebooks hold it, else its id. */
export function NotebookName({ id, workgroup, className }: NotebookNameProps) {
  const { data } = useInfiniteQuery({ ...notebooksOptions({ workgroup }), staleTime: 60_000 });
  const name = data?.pages.flatMap((page) => page.rows).find((row) => row.id === id)?.name;
  return (
    <Link href={links.notebook(id)} prefetch={false} title={id} className={className}>
      {name ?? <span className="font-mono text-sm">{shortenId(id)}</span>}
    </Link>
  );
}
