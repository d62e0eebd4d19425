import { CopyButton } from "@/components/ui/copy-button";
import { CopyableId } from "@/components/ui/copyable-id";

/** The title of the page of one thing, and what copies it: a name is text, an id copies itself. */
export const objectTitle = (id: string, noun: string, knownBy: "id" | "name" = "id") =>
  knownBy === "name"
    ? { title: id, beside: <CopyButton text={id} label="Copy name" size="sm" /> }
    : { title: <CopyableId id={id} label={`${noun} id`} className="text-base!" /> };
