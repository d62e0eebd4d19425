import { FileUp } from "lucide-react";
import { useRef, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { type EngineFamily, FAMILY_LABELS } from "@/lib/domain/engines";
import { changesOf } from "@/lib/domain/workgroups/changes";
import { readDocument } from "@/lib/domain/workgroups/document";
import { SETTINGS } from "@/lib/domain/workgroups/setting-table";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import { withFixed } from "./fixed-settings";

const CHARS_MAX = 1_000_000;

type Imported = { name: string | undefined; settings: WorkgroupSettings; family: EngineFamily };

export type ImportDialogProps = {
  /** The workgroup that it is imported into, whose family and fixed settings stay. */
  into: { name: string; family: EngineFamily; base: WorkgroupSettings } | undefined;
  onImport: (imported: Imported) => void;
  onClose: () => void;
};

/** A configuration from a file or the clipboard, which becomes the draft: nothing is sent. */
export function ImportDialog({ into, onImport, onClose }: ImportDialogProps) {
  const picker = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [unreadable, setUnreadable] = useState<string>();
  const read = text.trim() === "" ? undefined : imported(text, into);
  const problem = unreadable ?? (read && "problem" in read ? read.problem : undefined);
  const take = async (file: File) => {
    setUnreadable(undefined);
    try {
      if (file.size > CHARS_MAX) throw new Error("it is larger than 1 MB");
      setText(await file.text());
    } catch (cause) {
      setUnreadable(`${file.name} cannot be read: ${(cause as Error).message}`);
    }
  };
  const ready = read && "settings" in read ? read : undefined;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Import JSON"
      description="What Export JSON writes, or what aws athena get-work-group prints. It fills the form; nothing is sent."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            onClick={() => ready && onImport(ready)}
            {...(ready ? {} : { disabledReason: problem ?? "Choose a file or paste JSON first" })}
          >
            Fill the form
          </Button>
        </>
      }
    >
      <div className="flex min-w-0 flex-col gap-3">
        <div className="flex items-center gap-3">
          <Button icon={<FileUp aria-hidden />} onClick={() => picker.current?.click()}>
            Choose file
          </Button>
          <span className="text-muted">or paste it below</span>
          <input
            ref={picker}
            type="file"
            accept=".json,application/json"
            aria-label="JSON file"
            className="sr-only"
            tabIndex={-1}
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              event.target.value = "";
              if (file) void take(file);
            }}
          />
        </div>
        <Field label="Configuration" error={problem}>
          <Textarea
            mono
            rows={10}
            spellCheck={false}
            maxLength={CHARS_MAX}
            value={text}
            onChange={({ currentTarget }) => {
              setUnreadable(undefined);
              setText(currentTarget.value);
            }}
          />
        </Field>
        {ready ? <Outcome ready={ready} into={into} /> : null}
      </div>
    </Dialog>
  );
}

type Ready = Imported & {
  ignored: readonly string[];
  /** It says nothing of tags: those of the workgroup stay. */
  keepsTags?: boolean;
};

function Outcome({ ready, into }: { ready: Ready; into: ImportDialogProps["into"] }) {
  const count = into ? changesOf(into.base, ready.settings).length : undefined;
  return (
    <>
      <p className="text-soft">
        A configuration of {FAMILY_LABELS[ready.family]}
        {count === undefined
          ? "."
          : count === 0
            ? ", equal to what the workgroup has."
            : `, with ${count === 1 ? "1 change" : `${count} changes`} to what the workgroup has.`}
      </p>
      {ready.keepsTags ? (
        <p className="text-soft">It says nothing about tags: those of the workgroup stay.</p>
      ) : null}
      {ready.ignored.length > 0 ? (
        <Banner tone="warn">
          <p>Left out:</p>
          <ul className="list-disc pl-5">
            {ready.ignored.map((one) => (
              <li key={one} className="wrap-anywhere">
                {one}
              </li>
            ))}
          </ul>
        </Banner>
      ) : null}
    </>
  );
}

function imported(text: string, into: ImportDialogProps["into"]): Ready | { problem: string } {
  const document = readDocument(text);
  if ("problem" in document) return document;
  const { name, family, settings, ignored, saysTags } = document;
  if (into === undefined) return { name, family, settings, ignored };
  if (family !== into.family)
    return {
      problem: `This is a configuration of ${FAMILY_LABELS[family]}, but ${into.name} runs ${FAMILY_LABELS[into.family]}: no workgroup changes its engine family. Create a new one from it instead.`,
    };
  const { base } = into;
  const kept = withFixed(saysTags ? settings : { ...settings, tags: base.tags }, base);
  return {
    name,
    family,
    // A document is CreateWorkGroup's input, which has no state.
    settings: { ...kept.settings, state: base.state },
    keepsTags: !saysTags && Object.keys(base.tags).length > 0,
    ignored: [
      ...ignored,
      ...kept.fixed.map((setting) => `${SETTINGS[setting].label}: fixed at creation`),
    ],
  };
}
