"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { parseAsString, useQueryState } from "nuqs";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import type { CodeEditor } from "@/components/data/code-editor";
import { namesIn, pysparkCompletion } from "@/components/data/pyspark-completion";
import { StartSessionDialog } from "@/components/data/session/start-session-dialog";
import { tableCompletion } from "@/components/data/table-completion";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { calculationOptions } from "@/lib/client/calculations";
import { useMe } from "@/lib/client/me";
import type { Me } from "@/lib/contracts/me";
import type { SessionDetail } from "@/lib/contracts/sessions";
import { isCalculationInFlight } from "@/lib/domain/calculations";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import { isSessionInFlight, sessionStateFacts, takesCalculations } from "@/lib/domain/sessions";
import { CodeHistory } from "./code-history";
import { CodeInput } from "./code-input";
import { keepDraft, readDraft } from "./draft";
import { RunBar } from "./run-bar";
import { RunOutcome } from "./run-outcome";
import { useCodeHistory, useRecall } from "./use-code-history";
import { useRunCode } from "./use-run-code";
import { useTableNames } from "./use-table-names";

/** The editor, what it ran, and what ran before. In the browser only: it begins with what this tab remembers. */
export function RunWorkbench({ detail }: { detail: SessionDetail }) {
  const { session } = detail;
  const me = useMe();
  const router = useRouter();
  const [initial] = useState(() => readDraft(session.id));
  const code = useRef(initial);
  const editor = useRef<CodeEditor>(null);
  const [empty, setEmpty] = useState(initial.trim() === "");
  const [starting, setStarting] = useState(false);
  const history = useCodeHistory(session.id);
  const recall = useRecall(history.codes);
  const run = useRunCode(session.id);
  const complete = useCompletion(session.workgroup, history.codes);
  const load = (next: string) => {
    editor.current?.replaceAll(next);
    editor.current?.focus();
  };
  useOpenedCode(load);

  const whyNot = whyNotRun(me, detail) ?? (run.inFlight ? "The code below still runs" : undefined);
  const runsNow = history.rows.find(({ state }) => isCalculationInFlight(state));
  const submit = () => {
    if (whyNot !== undefined || code.current.trim() === "") return;
    recall.reset();
    run.run(code.current);
  };
  return (
    <div className="flex min-h-full flex-col">
      <RunBar
        detail={detail}
        me={me}
        run={run}
        whyNot={whyNot ?? (empty ? "Write some code first" : undefined)}
        onRun={submit}
      />
      {isSessionInFlight(session.state) ? null : (
        <Banner
          flush
          tone="warn"
          action={
            <Button size="sm" onClick={() => setStarting(true)}>
              Start another session
            </Button>
          }
        >
          This session is {sessionStateFacts(session.state).label.toLowerCase()}: it takes no code.
          What you write is kept and goes along to the next one.
        </Banner>
      )}
      <div className="flex grow flex-col border-t lg:flex-row">
        <div className="flex min-w-0 grow flex-col">
          <div className="h-[34dvh] min-h-40 border-b bg-raised">
            <CodeInput
              initial={initial}
              complete={complete}
              onEdit={(text) => {
                code.current = text;
                setEmpty(text.trim() === "");
                keepDraft(session.id, text);
              }}
              onRun={submit}
              onOlder={() => recalled(recall.older(code.current), load)}
              onNewer={() => recalled(recall.newer(), load)}
              onReady={(ready) => {
                editor.current = ready;
              }}
            />
          </div>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-1.5 text-sm text-muted max-md:hidden md:px-5">
            <span>
              <Kbd>Ctrl</Kbd> <Kbd>Enter</Kbd> runs
            </span>
            <span>
              <Kbd>↑</Kbd> <Kbd>↓</Kbd> at the first and the last line: code that ran before
            </span>
            <span>
              <Kbd>Esc</Kbd> then <Kbd>Tab</Kbd> leaves the text
            </span>
          </p>
          <RunOutcome run={run} runsNow={runsNow} />
        </div>
        <aside
          aria-label="History"
          className="shrink-0 border-t px-4 py-4 md:px-5 lg:w-82.5 lg:border-t-0 lg:border-l lg:px-4.5"
        >
          <CodeHistory
            history={history}
            shown={run.id}
            onShow={(id) => void run.show(id)}
            onLoad={load}
          />
        </aside>
      </div>
      <StartSessionDialog
        open={starting}
        onOpenChange={setStarting}
        workgroup={session.workgroup}
        onStarted={(id) => {
          keepDraft(id, code.current);
          router.push(links.runCode(id));
        }}
      />
    </div>
  );
}

/** Why this person cannot run code in this session now. */
function whyNotRun(me: Me | undefined, { session }: SessionDetail): string | undefined {
  if (!me) return "Reading your rights";
  const verdict = decide(me.actor, "startCalculation", { workgroup: session.workgroup });
  if (!verdict.allowed) return verdict.reason;
  if (takesCalculations(session.state)) return undefined;
  const { label, inFlight } = sessionStateFacts(session.state);
  return inFlight
    ? `The session is ${label.toLowerCase()}: it takes code once it is idle`
    : `The session is ${label.toLowerCase()}`;
}

function recalled(code: string | undefined, load: (code: string) => void): boolean {
  if (code === undefined) return false;
  load(code);
  return true;
}

/** PySpark's names, those of the session's code, and tables inside SQL; the editor keeps the first one it is given. */
function useCompletion(workgroup: string, codes: readonly string[]) {
  const known = useRef<{ tables: readonly string[]; names: readonly string[] }>({
    tables: [],
    names: [],
  });
  const tables = useTableNames(workgroup);
  useEffect(() => {
    known.current = { tables, names: [...new Set(codes.flatMap(namesIn))] };
  }, [tables, codes]);
  const [complete] = useState(() => {
    const inSql = tableCompletion(() => known.current.tables);
    const inPython = pysparkCompletion(() => known.current.names);
    return (context: Parameters<typeof inSql>[0]) => inSql(context) ?? inPython(context);
  });
  return complete;
}

/** `code=<calculation>` in the address puts its code into the editor, once. */
function useOpenedCode(load: (code: string) => void): void {
  const [opened, setOpened] = useQueryState("code", parseAsString);
  const { data } = useQuery({ ...calculationOptions(opened ?? ""), enabled: opened !== null });
  const code = opened === null ? undefined : data?.code;
  const take = useEffectEvent((text: string) => {
    load(text);
    void setOpened(null);
  });
  useEffect(() => {
    if (code !== undefined) take(code);
  }, [code]);
}
