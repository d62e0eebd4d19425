import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";

export type Selection = {
  ids: ReadonlySet<string>;
  toggle: (id: string) => void;
  set: (ids: Iterable<string>) => void;
};

const Context = createContext<Selection | undefined>(undefined);

export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  return useMemo(
    () => ({
      ids,
      toggle: (id) => setIds(ids.has(id) ? without(ids, id) : new Set([...ids, id])),
      set: (next) => setIds(new Set(next)),
    }),
    [ids],
  );
}

const without = (ids: ReadonlySet<string>, id: string) =>
  new Set([...ids].filter((other) => other !== id));

/** Rows of a table are drawn once; what is selected reaches their boxes this way. */
export function SelectionProvider({
  selection,
  children,
}: {
  selection: Selection;
  children: ReactNode;
}) {
  return <Context.Provider value={selection}>{children}</Context.Provider>;
}

/** Selects one row. `label` says which, for screen readers: `session 7f3c…d29b`. */
export function SelectBox({ id, label }: { id: string; label: string }) {
  const selection = useContext(Context);
  if (!selection) return null;
  return (
    <Checkbox checked={selection.ids.has(id)} onChange={() => selection.toggle(id)}>
      <span className="sr-only">Select {label}</span>
    </Checkbox>
  );
}
