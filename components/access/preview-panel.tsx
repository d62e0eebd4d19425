import { useMutation } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useRef } from "react";
import { announce } from "@/components/ui/announce";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { previewOfPolicy } from "@/lib/client/access";
import type { Access, AccessPreview, PolicyMark } from "@/lib/contracts/access";
import { MarkedText } from "./marked-text";
import { PreviewResult } from "./preview-result";
import { ProblemList } from "./problem-list";

/** Kept by the screen: going to another tab and back loses nothing. */
export type Draft = { text: string; result?: AccessPreview | undefined };

type PreviewPanelProps = { access: Access; draft: Draft; onChange: (draft: Draft) => void };

/** A policy before it is used: checked, compared with the one in force, never written. */
export function PreviewPanel({ access, draft, onChange }: PreviewPanelProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const preview = useMutation({
    mutationFn: previewOfPolicy,
    onSuccess: (result, text) => {
      onChange({ text, result });
      announce("problems" in result ? "The policy has problems" : "The policy can be used");
    },
  });
  const setText = (text: string) => {
    preview.reset();
    onChange({ text });
  };
  const takeFile = async (chosen: File | undefined) => {
    if (!chosen) return;
    try {
      const text = await chosen.text();
      setText(text);
      preview.mutate(text);
    } catch {
      toast.error(`${chosen.name} could not be read`);
    }
  };
  const go = ({ line, column, length }: PolicyMark) => {
    const start = offsetOf(draft.text, line) + column - 1;
    area.current?.focus();
    area.current?.setSelectionRange(start, start + length);
  };
  const { result } = draft;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-2.5">
        <Field
          label="Policy"
          hint="What would change is shown before you put it in use. Nothing is written here."
        >
          <Textarea
            ref={area}
            mono
            rows={14}
            value={draft.text}
            onChange={({ target }) => setText(target.value)}
            placeholder={
              '{ "groups": { "data-eng": [{ "role": "analyst", "workgroups": ["etl_*"] }] } }'
            }
            spellCheck={false}
            autoComplete="off"
          />
        </Field>
        <div className="flex flex-wrap gap-2.5">
          <Button
            variant="primary"
            loading={preview.isPending}
            onClick={() => preview.mutate(draft.text)}
            {...(draft.text.trim() === ""
              ? { disabledReason: "Write or choose a policy first" }
              : {})}
          >
            Preview policy
          </Button>
          <Button icon={<FileUp aria-hidden />} onClick={() => file.current?.click()}>
            Choose file
          </Button>
          <Button onClick={() => setText(textOf(access))}>Begin with what is in force</Button>
          <input
            ref={file}
            type="file"
            accept="application/json,.json"
            aria-label="Policy file"
            hidden
            onChange={({ target }) => {
              void takeFile(target.files?.[0]);
              target.value = "";
            }}
          />
        </div>
      </div>
      {preview.error ? (
        <Banner tone="bad">The policy could not be previewed: {preview.error.message}</Banner>
      ) : null}
      {result && "problems" in result ? (
        <section aria-label="Problems" className="flex flex-col gap-2.5">
          <Banner tone="bad">This is not a policy that can be used.</Banner>
          <ProblemList problems={result.problems} onGo={go} />
          <MarkedText text={draft.text} problems={result.problems} />
        </section>
      ) : null}
      {result && "groups" in result ? <PreviewResult preview={result} file={access.file} /> : null}
    </div>
  );
}

const textOf = ({ groups }: Access) =>
  JSON.stringify(
    { groups: Object.fromEntries(groups.map(({ group, grants }) => [group, grants])) },
    null,
    2,
  );

/** Where a line begins; a byte order mark is no character of the first one. */
function offsetOf(text: string, line: number): number {
  const lines = text.split("\n").slice(0, line - 1);
  return lines.reduce((sum, each) => sum + each.length + 1, text.startsWith("\uFEFF") ? 1 : 0);
}
