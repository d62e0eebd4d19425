import { useEffect, useEffectEvent } from "react";
import { readNotebook } from "@/lib/client/notebooks";
import type { NotebookDetail } from "@/lib/contracts/notebooks";

/** Looks whether somebody else has saved, when the reader comes back to this tab. What fails is tried then again. */
export function useNewerNotebook(
  notebookId: string,
  isCurrent: (payloadHash: string) => boolean,
  onNewer: (detail: NotebookDetail) => void,
) {
  const look = useEffectEvent(async () => {
    if (document.visibilityState !== "visible") return;
    const detail = await readNotebook(notebookId).catch(() => undefined);
    if (detail && !isCurrent(detail.payloadHash)) onNewer(detail);
  });
  useEffect(() => {
    const come = () => void look();
    document.addEventListener("visibilitychange", come);
    return () => document.removeEventListener("visibilitychange", come);
  }, []);
}
