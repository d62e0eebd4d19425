import { useEffect } from "react";

/** Names the browser's tab while the page is shown. */
export function useDocumentTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · Athenaeum`;
  }, [title]);
}
