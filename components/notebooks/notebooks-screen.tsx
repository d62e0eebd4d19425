"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { FileUp, Plus, Search } from "lucide-react";
import { debounce, parseAsString, useQueryStates } from "nuqs";
import { useEffect, useMemo, useRef, useState } from "react";
import { DataTable } from "@/components/data/data-table";
import { TerminateDialog } from "@/components/data/session/terminate-dialog";
import { useColumns } from "@/components/data/use-columns";
import { WorkgroupFilter } from "@/components/data/workgroup-filter";
import { Banner } from "@/components/ui/banner";
import { Button, type ButtonProps } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { PageHeader } from "@/components/ui/page-header";
import { useMe } from "@/lib/client/me";
import { notebooksOptions } from "@/lib/client/notebooks";
import type { NotebookRow } from "@/lib/contracts/notebooks";
import { formatCount } from "@/lib/domain/format";
import { links } from "@/lib/domain/links";
import { decide } from "@/lib/domain/permissions";
import { columnsFor } from "./columns";
import { CreateDialog } from "./create-dialog";
import { DeleteNotebook } from "./delete-notebook";
import { ImportDialog } from "./import-dialog";
import { NarrowRow } from "./narrow-row";
import { NotebooksEmpty } from "./notebooks-empty";
import { RenameDialog } from "./rename-dialog";
import { type NotebookTask, RowMenu } from "./row-menu";
import { useFileDrop } from "./use-file-drop";
import { useSettled } from "./use-settled";

const TYPING_REST_MS = 250;

const filters = {
  workgroup: parseAsString,
  name: parseAsString.withDefault("").withOptions({ limitUrlUpdates: debounce(TYPING_REST_MS) }),
};
type Open =
  | { task: "create" }
  | { task: "import"; file: File | undefined }
  | { task: NotebookTask; row: NotebookRow };

const rowId = (row: NotebookRow) => row.id;
const rowHref = (row: NotebookRow) => links.notebook(row.id);

export function NotebooksScreen() {
  const [filter, setFilter] = useQueryStates(filters);
  const workgroup = filter.workgroup ?? undefined;
  const name = useSettled(filter.name.trim(), TYPING_REST_MS);
  const list = useInfiniteQuery({
    ...notebooksOptions({ workgroup, ...(name === "" ? {} : { name }) }),
    placeholderData: (before) => before,
  });
  const pages = list.data?.pages ?? [];
  const rows = useMemo(() => pages.flatMap((page) => page.rows), [pages]);
  const { hasNextPage, isFetching, fetchNextPage } = list;
  useEffect(() => {
    // Workgroups without a match come as pages without rows.
    if (rows.length === 0 && hasNextPage && !isFetching) void fetchNextPage();
  }, [rows.length, hasNextPage, isFetching, fetchNextPage]);
  const unreadable = pages.flatMap((page) => page.unreadable);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const container = useRef<HTMLDivElement>(null);
  const columns = useColumns(container, columnsFor);
  const me = useMe();
  const verdict = me && decide(me.actor, "createNotebook", workgroup ? { workgroup } : {});
  const blocked: ButtonProps =
    verdict === undefined
      ? { className: "invisible" }
      : verdict.allowed
        ? {}
        : { disabledReason: verdict.reason };
  const drop = useFileDrop((file) => {
    if (verdict?.allowed) setOpen({ task: "import", file });
  });
  const rowActions = useMemo(() => {
    const onTask = (task: NotebookTask, row: NotebookRow) => setOpen({ task, row });
    return (row: NotebookRow) => <RowMenu row={row} onTask={onTask} />;
  }, []);
  const create = (
    <Button
      variant="primary"
      icon={<Plus aria-hidden />}
      onClick={() => setOpen({ task: "create" })}
      {...blocked}
    >
      Create notebook
    </Button>
  );
  const filtered = workgroup !== undefined || name !== "";
  return (
    <div className="relative flex h-full flex-col" {...drop.handlers}>
      <PageHeader
        title="Notebooks"
        meta={
          rows.length > 0 ? (
            <span className="tabular-nums">
              {formatCount(rows.length)}
              {hasNextPage ? " read" : ""}
            </span>
          ) : null
        }
        actions={
          <>
            <Button
              icon={<FileUp aria-hidden />}
              onClick={() => setOpen({ task: "import", file: undefined })}
              {...blocked}
            >
              Import
            </Button>
            {create}
          </>
        }
      >
        <div className="flex flex-col gap-x-3 gap-y-1.5 pb-2 md:flex-row md:items-center">
          <WorkgroupFilter
            workgroup={workgroup}
            families={["pyspark"]}
            onChange={(next) => setFilter({ workgroup: next ?? null })}
          />
          <Input
            type="search"
            aria-label="Search notebooks by name"
            placeholder="Search by name"
            icon={<Search aria-hidden />}
            value={filter.name}
            onValueChange={(next) => setFilter({ name: next === "" ? null : next })}
            className="md:max-w-72"
          />
        </div>
      </PageHeader>
      {unreadable.length > 0 && rows.length > 0 ? (
        <Banner tone="warn" flush>
          {unreadable.map((one) => `${one.workgroup}: ${one.message}`).join(" · ")}
        </Banner>
      ) : null}
      {list.error && rows.length > 0 ? (
        <Banner tone="warn" flush>
          Not read again: {list.error.message}
        </Banner>
      ) : null}
      <div ref={container} className="min-h-0 grow max-md:border-t">
        <DataTable
          id="notebooks"
          label="Notebooks"
          rows={rows}
          columns={columns}
          rowId={rowId}
          rowHref={rowHref}
          rowActions={rowActions}
          renderNarrow={(row) => <NarrowRow row={row} menu={rowActions(row)} />}
          loading={list.isPending}
          onEndReached={() => {
            if (hasNextPage && !isFetching) void fetchNextPage();
          }}
          empty={
            hasNextPage && !list.error ? null : (
              <NotebooksEmpty
                error={list.error}
                onRetry={() => void list.refetch()}
                retrying={isFetching}
                filtered={filtered}
                onAll={() => setFilter({ workgroup: null, name: null })}
                unreadable={unreadable[0]}
                workgroupCount={pages[0]?.workgroups.total ?? 0}
                create={create}
              />
            )
          }
        />
      </div>
      {drop.over ? (
        <div className="pointer-events-none absolute inset-2 z-20 grid place-items-center rounded-lg border-2 border-dashed border-accent bg-accent-weak/80">
          <p className="text-lg font-medium">
            {verdict?.allowed === false ? verdict.reason : "Drop an .ipynb file to import it"}
          </p>
        </div>
      ) : null}
      {open ? (
        <OpenDialog
          open={open}
          workgroup={workgroup}
          onClose={close}
          onTerminated={() => void list.refetch()}
        />
      ) : null}
    </div>
  );
}

type OpenDialogProps = {
  open: Open;
  workgroup: string | undefined;
  onClose: () => void;
  onTerminated: () => void;
};

function OpenDialog({ open, workgroup, onClose, onTerminated }: OpenDialogProps) {
  switch (open.task) {
    case "create":
      return <CreateDialog workgroup={workgroup} onClose={onClose} />;
    case "import":
      return <ImportDialog file={open.file} workgroup={workgroup} onClose={onClose} />;
    case "rename":
      return <RenameDialog row={open.row} onClose={onClose} />;
    case "delete":
      return <DeleteNotebook row={open.row} onClose={onClose} />;
    case "terminate":
      return (
        <TerminateDialog
          open
          onOpenChange={onClose}
          sessions={[{ ...sessionOf(open.row), workgroup: open.row.workgroup }]}
          onTerminated={onTerminated}
        />
      );
  }
}

/** As the list knows it; the dialog asks for what runs in it. */
const sessionOf = ({ name, session }: NotebookRow) => ({
  id: session?.id ?? "",
  state: session?.state ?? "IDLE",
  description: name,
});
