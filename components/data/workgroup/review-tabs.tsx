"use client";

import { type ReactNode, useState } from "react";
import { CodeFrame } from "@/components/data/code-frame";
import { CopyButton } from "@/components/ui/copy-button";
import { Tabs } from "@/components/ui/tabs";

type ReviewTabsProps = {
  words: ReactNode;
  /** The same change as AWS CLI and as Terraform; nothing where there is none. */
  cli: string;
  terraform: string;
};

type Form = "words" | "cli" | "terraform";

/** One change said three times: in words, as AWS CLI, as Terraform. */
export function ReviewTabs({ words, cli, terraform }: ReviewTabsProps) {
  const [form, setForm] = useState<Form>("words");
  return (
    <Tabs<Form>
      value={form}
      onChange={setForm}
      label="Show the change as"
      tabs={[
        { value: "words", label: "Words", panel: words },
        { value: "cli", label: "CLI", panel: <Code name="AWS CLI" text={cli} /> },
        {
          value: "terraform",
          label: "Terraform",
          panel: <Code name="Terraform" text={terraform} />,
        },
      ]}
    />
  );
}

const LINES_MAX = 200;

function Code({ name, text }: { name: string; text: string }) {
  if (text === "") return <p className="text-muted">There is nothing to run.</p>;
  return (
    <CodeFrame
      label={name}
      lines={text.split("\n")}
      linesMax={LINES_MAX}
      wrap={false}
      actions={<CopyButton text={text} label={`Copy ${name}`} size="sm" variant="ghost" />}
    />
  );
}
