import { parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";

const PANELS = ["contents", "revisions"] as const;

const places = {
  panel: parseAsStringLiteral(PANELS),
  revision: parseAsInteger,
  /** Another session than the notebook's own. */
  session: parseAsString,
};

/** What is open beside the cells, in the address: refresh and back keep it. */
export function usePanels() {
  const [place, setPlace] = useQueryStates(places);
  return {
    panel: place.panel,
    revision: place.revision ?? undefined,
    sessionId: place.session ?? undefined,
    openPanel: (panel: (typeof PANELS)[number] | null) => void setPlace({ panel, revision: null }),
    openRevision: (revision: number | undefined) =>
      void setPlace({ revision: revision ?? null }, { history: revision ? "push" : "replace" }),
    chooseSession: (session: string | undefined) => void setPlace({ session: session ?? null }),
  };
}

export type Panels = ReturnType<typeof usePanels>;
