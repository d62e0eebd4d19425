"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useMe } from "@/lib/client/me";
import { notebookOptions } from "@/lib/client/notebooks";
import type { Me } from "@/lib/contracts/me";
import type { NotebookDetail } from "@/lib/contracts/notebooks";
import { decide } from "@/lib/domain/permissions";
import { NotebookEditor } from "./notebook-editor";
import { NotebookProblem, UnreadableNotebook } from "./notebook-problem";
import { NotebookReader } from "./notebook-reader";
import { NotebookSkeleton } from "./notebook-skeleton";
import { type OpenedDocument, openDocument } from "./opened-document";

/** The permalink of a notebook: read by anyone with the right, edited by those who may. */
export function NotebookScreen({ id }: { id: string }) {
  const me = useMe();
  const { data, error, refetch, isFetching } = useQuery(notebookOptions(id));
  if (data && me) {
    const mayEdit = decide(me.actor, "updateNotebook", { workgroup: data.workgroup }).allowed;
    const Page = mayEdit ? EditorPage : ReaderPage;
    return <Page key={id} detail={data} me={me} />;
  }
  if (error)
    return <NotebookProblem id={id} error={error} onRetry={refetch} retrying={isFetching} />;
  return <NotebookSkeleton />;
}

type PageProps = { detail: NotebookDetail; me: Me };

/** Opened once: from then on the editor holds the notebook. */
function EditorPage({ detail, me }: PageProps) {
  const [opened] = useState(() => attempt(detail, true));
  return "message" in opened ? (
    <UnreadableNotebook detail={detail} message={opened.message} />
  ) : (
    <NotebookEditor detail={detail} opened={opened} me={me} />
  );
}

function ReaderPage({ detail, me }: PageProps) {
  const opened = useMemo(() => attempt(detail, false), [detail]);
  return "message" in opened ? (
    <UnreadableNotebook detail={detail} message={opened.message} />
  ) : (
    <NotebookReader detail={detail} document={opened.document} me={me} />
  );
}

function attempt(detail: NotebookDetail, mayEdit: boolean): OpenedDocument | { message: string } {
  try {
    return openDocument(detail, mayEdit);
  } catch (cause) {
    return { message: (cause as Error).message };
  }
}
