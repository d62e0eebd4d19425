"use client";

import { useQuery } from "@tanstack/react-query";
import { Plug } from "lucide-react";
import dynamic from "next/dynamic";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { useDocumentTitle } from "@/components/ui/use-document-title";
import { sessionDetailOptions } from "@/lib/client/sessions";
import { engineFamilyOf } from "@/lib/domain/engines";
import { shortenId } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { RunProblem } from "./run-problem";
import { RunSkeleton } from "./run-skeleton";

/** Loaded apart, so that the other pages do not carry the text editor. */
const RunWorkbench = dynamic(
  () => import("./run-workbench").then((module) => module.RunWorkbench),
  { ssr: false, loading: RunSkeleton },
);

/** The place to run code in a session. */
export function RunScreen({ sessionId }: { sessionId: string }) {
  const { data, error, refetch, isFetching } = useQuery(sessionDetailOptions(sessionId));
  useDocumentTitle(`Run code in ${data?.session.description ?? shortenId(sessionId)}`);
  if (!data)
    return error ? (
      <RunProblem id={sessionId} error={error} onRetry={refetch} retrying={isFetching} />
    ) : (
      <RunSkeleton />
    );
  if (engineFamilyOf(data.session.engineVersion) !== "pyspark")
    return (
      <EmptyState
        heading="h1"
        icon={<Plug aria-hidden />}
        title="This session takes no calculations"
        action={<LinkButton href={links.session(sessionId)}>Open session</LinkButton>}
      >
        {data.session.engineVersion} runs code through Spark Connect. The page of the session tells
        how to connect.
      </EmptyState>
    );
  return <RunWorkbench detail={data} />;
}
