"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Banner } from "@/components/ui/banner";
import type { OutputStream } from "@/lib/domain/calculations";
import { formatBytes } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { FindBar } from "./find-bar";
import { OutputBar } from "./output-bar";
import { endOf, startOf } from "./output-slices";
import { PositionBar } from "./position-bar";
import { TextView } from "./text-view";
import { useAnchoredScroll } from "./use-anchored-scroll";
import { useColumns } from "./use-columns";
import { useFind } from "./use-find";
import { useOutput } from "./use-output";
import { useRows } from "./use-rows";
import { useSearchOn } from "./use-search-on";

type CalculationOutputProps = {
  id: string;
  stream: OutputStream;
  /** Followed from its end then; it goes on by itself until the output has landed. */
  inFlight: boolean;
  /** Its height, above all. */
  className?: string;
  /** Said where there is no output. */
  empty?: string;
};

/** stdout or stderr of a calculation, live: of an output of any size a bounded part is held. */
export function CalculationOutput(props: CalculationOutputProps) {
  return <Stream key={`${props.id} ${props.stream}`} {...props} />;
}

function Stream(props: CalculationOutputProps) {
  const {
    id,
    stream,
    className = "max-h-[60dvh]",
    empty = `Nothing was written to ${props.stream}.`,
  } = props;
  const { store, state } = useOutput(id, stream, props.inFlight);
  const { held, following, inFlight, sizeBytes, error } = state;
  // Tables are ruined by wrapping, tracebacks are read by it.
  const [wrap, setWrap] = useState(stream === "stderr");
  const scroller = useRef<HTMLDivElement>(null);
  const columns = useColumns(scroller, wrap, held.slices.length > 0);
  const rows = useRows(held, columns);
  const find = useFind(rows);
  const scroll = useAnchoredScroll({
    scroller,
    rows,
    state,
    onFollow: store.follow,
    onNearStart: () => {
      if (startOf(held) > 0 && !state.loading) void store.loadEarlier();
    },
    onNearEnd: () => {
      if (!state.loading) void store.loadLater();
    },
  });
  const beyond = useSearchOn({
    id,
    stream,
    store,
    held,
    onFound: (char) => {
      const line = rows.findLast((row) => row.at <= char)?.at ?? 0;
      const index = find.matches.findIndex(
        ({ parts }) => (rows[parts[0]?.row ?? 0]?.at ?? 0) >= line,
      );
      if (index >= 0) choose(index);
    },
  });
  const choose = (index: number) => {
    store.follow(false);
    find.choose(index);
    const row = find.rowOf(index);
    if (row !== undefined) scroll.showRow(row);
  };
  const turn = (by: number) => {
    const count = find.matches.length;
    if (count > 0) choose((find.current + by + count) % count);
  };
  const firstRow = find.text === "" ? undefined : find.rowOf(find.current);
  const show = useRef(scroll.showRow);
  useEffect(() => {
    show.current = scroll.showRow;
  });
  // Typing leads to the first match.
  useEffect(() => {
    if (find.text !== "" && firstRow !== undefined) show.current(firstRow);
  }, [find.text, firstRow]);

  const press = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "f") {
      event.preventDefault();
      find.setOpen(true);
    } else if (event.key === "End" && !event.shiftKey) {
      event.preventDefault();
      void store.goToEnd();
    } else if (event.key === "Home" && !event.shiftKey) {
      event.preventDefault();
      void store.goTo(0);
    }
  };

  if (held.slices.length === 0 || sizeBytes === 0)
    return <NoOutput inFlight={inFlight} error={error} empty={empty} stream={stream} />;
  const isPart = startOf(held) > 0 || endOf(held) < sizeBytes;
  return (
    <fieldset aria-label={stream} className="flex min-w-0 flex-col rounded-lg border bg-raised">
      <OutputBar
        state={state}
        name={stream}
        downloadUrl={links.downloadOutput(id, stream)}
        wrap={wrap}
        onWrap={() => setWrap(!wrap)}
        onFind={() => find.setOpen(true)}
        onStart={() => void store.goTo(0)}
        onEnd={() => void store.goToEnd()}
        copyText={() => rows.map((row) => row.text + (row.continues ? "" : "\n")).join("")}
      />
      {find.open ? (
        <FindBar
          label={`Find in ${stream}`}
          text={find.text}
          onText={(text) => {
            beyond.clear();
            store.follow(false);
            find.setText(text);
          }}
          count={find.matches.length}
          current={find.current}
          onNext={() => turn(1)}
          onPrevious={() => turn(-1)}
          onClose={() => {
            beyond.cancel();
            find.setOpen(false);
            scroller.current?.focus();
          }}
          beyond={
            isPart
              ? {
                  text:
                    beyond.outcome ??
                    (beyond.searching
                      ? `searched ${formatBytes(beyond.searching.searchedTo)} of ${formatBytes(sizeBytes)}`
                      : "in the part that is loaded"),
                  onSearch: () => void beyond.search(find.text),
                  searching: beyond.searching !== undefined,
                  onCancel: beyond.cancel,
                }
              : undefined
          }
        />
      ) : null}
      {isPart ? (
        <PositionBar state={state} name={stream} onGo={(byte) => void store.goTo(byte)} />
      ) : null}
      <TextView
        label={`Text of ${stream}`}
        scroller={scroller}
        rows={rows}
        marksOf={find.marksOf}
        tone={stream === "stderr" ? "bad" : "plain"}
        busy={state.loading !== undefined || (following && inFlight === true)}
        onScroll={scroll.onScroll}
        onKeyDown={press}
        className={className}
      />
      {error ? <Banner tone="warn">Not read on: {error.message}</Banner> : null}
    </fieldset>
  );
}

type NoOutputProps = {
  inFlight: boolean | undefined;
  error: Error | undefined;
  empty: string;
  stream: OutputStream;
};

function NoOutput({ inFlight, error, empty, stream }: NoOutputProps) {
  if (error)
    return (
      <Banner tone="bad">
        {stream} could not be read: {error.message}
      </Banner>
    );
  return (
    <p role="status" className="rounded-lg border px-3 py-2.5 text-muted">
      {inFlight === undefined
        ? `Reading ${stream}`
        : inFlight
          ? `Nothing in ${stream} yet; it appears here as it is written.`
          : empty}
    </p>
  );
}
