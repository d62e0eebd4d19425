import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import { CallError } from "@/lib/client/call";
import { importNotebook, readNotebook } from "@/lib/client/notebooks";
import { newRequestToken } from "@/lib/client/queries";
import type { NotebookDetail } from "@/lib/contracts/notebooks";
import { type NotebookDocument, parseNotebook, serializeNotebook } from "@/lib/domain/ipynb";
import { links } from "@/lib/domain/links";
import { ChangesView } from "./changes-view";

type ConflictDialogProps = {
  notebook: Pick<NotebookDetail, "id" | "name" | "workgroup">;
  mine: NotebookDocument;
  onKeepMine: (theirs: NotebookDetail) => void;
  onTakeTheirs: (theirs: NotebookDetail, document: NotebookDocument) => void;
  onClose: () => void;
};

const NAMES_MAX = 20;

/** Two people saved: shows what differs and asks which one stays. Nothing is lost: each save here is a revision. */
export function ConflictDialog(props: ConflictDialogProps) {
  const { notebook, mine } = props;
  const [copying, setCopying] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { data: theirs, error } = useQuery({
    queryKey: ["notebooks", "theirs", notebook.id],
    queryFn: () => readNotebook(notebook.id),
    staleTime: 0,
    gcTime: 0,
  });
  const read = theirs && parsed(theirs.payload);

  const saveCopy = async () => {
    if (!theirs || !read) return;
    setCopying(true);
    setProblem(undefined);
    try {
      const name = await importCopy(notebook, serializeNotebook(mine));
      toast.success(`Your version is now ${name.name}`, {
        action: { label: "Open", onClick: () => window.location.assign(links.notebook(name.id)) },
      });
      props.onTakeTheirs(theirs, read);
    } catch (cause) {
      setProblem((cause as Error).message);
    } finally {
      setCopying(false);
    }
  };
  const waiting = theirs === undefined || read === undefined;
  return (
    <Dialog
      open
      onOpenChange={props.onClose}
      size="lg"
      title="This notebook was saved by someone else"
      description={
        theirs ? (
          <>
            {theirs.savedBy ? theirs.savedBy.name : "Somebody outside Athenaeum"} saved it
            {theirs.modifiedAt === undefined ? "" : " "}
            {theirs.modifiedAt === undefined ? null : <RelativeTime at={theirs.modifiedAt} />}. Your
            edits are kept in this browser until you decide.
          </>
        ) : (
          "Your edits are kept in this browser until you decide."
        )
      }
      footer={
        <>
          <Button loading={waiting || copying} onClick={() => void saveCopy()}>
            Save mine as a copy
          </Button>
          <Button
            loading={waiting}
            onClick={() => theirs && read && props.onTakeTheirs(theirs, read)}
          >
            Take theirs
          </Button>
          <Button
            variant="primary"
            loading={theirs === undefined}
            onClick={() => theirs && props.onKeepMine(theirs)}
          >
            Keep mine
          </Button>
        </>
      }
    >
      {problem ? <Banner tone="bad">{problem}</Banner> : null}
      {error ? <Banner tone="bad">Theirs could not be read: {error.message}</Banner> : null}
      {read ? (
        <ChangesView before={read} after={mine} names={{ before: "theirs", after: "yours" }} />
      ) : theirs ? (
        <Banner tone="warn">What they saved is no valid notebook, so it cannot be compared.</Banner>
      ) : (
        <Skeleton className="h-24 w-full" />
      )}
    </Dialog>
  );
}

function parsed(payload: string): NotebookDocument | undefined {
  try {
    return parseNotebook(payload);
  } catch {
    return undefined;
  }
}

/** Under the first free name of `name copy`, `name copy 2`, … */
async function importCopy(
  { name, workgroup }: Pick<NotebookDetail, "name" | "workgroup">,
  payload: string,
): Promise<{ id: string; name: string }> {
  for (let attempt = 1; ; attempt += 1) {
    const copy = `${name.slice(0, 245)} copy${attempt === 1 ? "" : ` ${attempt}`}`;
    try {
      const { id } = await importNotebook({
        workgroup,
        name: copy,
        payload,
        clientRequestToken: newRequestToken(),
      });
      return { id, name: copy };
    } catch (error) {
      const taken = error instanceof CallError && error.code === "CONFLICT";
      if (!taken || attempt === NAMES_MAX) throw error;
    }
  }
}
