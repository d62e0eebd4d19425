"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronRight, Download } from "lucide-react";
import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { LinkButton } from "@/components/ui/link-button";
import { Skeleton } from "@/components/ui/skeleton";
import { resultPreviewOptions } from "@/lib/client/calculations";
import type { ResultObject } from "@/lib/contracts/calculations";
import { formatBytes } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { JsonView } from "../json-view";
import { PlainText } from "../plain-text";

type ResultObjectsProps = { id: string; objects: readonly ResultObject[]; more: boolean };

/** The objects of a result: looked into where they are text, downloaded whatever they are. */
export function ResultObjects({ id, objects, more }: ResultObjectsProps) {
  if (objects.length === 0) return null;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <ul aria-label="Result objects" className="divide-y rounded-lg border">
        {objects.map((object) => (
          <ObjectRow key={object.name} id={id} object={object} />
        ))}
      </ul>
      {more ? <p className="text-sm text-muted">The first {objects.length} objects.</p> : null}
    </div>
  );
}

function ObjectRow({ id, object }: { id: string; object: ResultObject }) {
  const [open, setOpen] = useState(false);
  const { name, sizeBytes } = object;
  return (
    <li className="flex min-w-0 flex-col">
      <div className="flex items-center gap-2 py-1 pr-1.5 pl-2">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex min-h-7 min-w-0 grow items-center gap-1.5 rounded-sm text-left"
        >
          <ChevronRight aria-hidden className={`size-4 text-muted ${open ? "rotate-90" : ""}`} />
          <span className="min-w-0 truncate font-mono text-sm">{name}</span>
          <span className="ml-auto shrink-0 text-sm text-muted tabular-nums">
            {formatBytes(sizeBytes)}
          </span>
        </button>
        <LinkButton
          href={links.downloadResultObject(id, name)}
          prefetch={false}
          download
          variant="ghost"
          size="sm"
          aria-label={`Download ${name}`}
          className="aspect-square px-0!"
          icon={<Download aria-hidden />}
        />
      </div>
      {open ? (
        <div className="px-2 pb-2">
          <Preview id={id} name={name} />
        </div>
      ) : null}
    </li>
  );
}

function Preview({ id, name }: { id: string; name: string }) {
  const { data, error } = useQuery(resultPreviewOptions(id, name));
  if (error) return <Banner tone="bad">It could not be read: {error.message}</Banner>;
  if (!data) return <Skeleton className="h-16 w-full rounded-lg" />;
  if (data.kind === "binary")
    return <p className="text-muted">This object is not text: download it.</p>;
  const json = data.whole ? jsonOf(data.text) : undefined;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      {json === undefined ? (
        <PlainText label={name} text={data.text} linesMax={30} />
      ) : (
        <JsonView value={json} label={name} />
      )}
      {data.whole ? null : (
        <p className="text-sm text-muted">
          The first part of {formatBytes(data.sizeBytes)}; the rest is in the download.
        </p>
      )}
    </div>
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
