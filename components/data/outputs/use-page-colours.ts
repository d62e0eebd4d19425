import { useMemo, useSyncExternalStore } from "react";

const ROLES = ["raised", "sunken", "line", "ink", "accent"] as const;
export type PageColours = Readonly<Record<(typeof ROLES)[number] | "scheme", string>>;

function subscribe(listener: () => void) {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["class"] });
  return () => observer.disconnect();
}

function read(): string {
  const style = getComputedStyle(document.documentElement);
  const scheme = document.documentElement.classList.contains("dark") ? "dark" : "light";
  return [scheme, ...ROLES.map((role) => style.getPropertyValue(`--${role}`).trim())].join(" ");
}

/** The colours of the theme as values, for documents that do not share our style sheet; undefined on the server. */
export function usePageColours(): PageColours | undefined {
  const text = useSyncExternalStore(subscribe, read, () => "");
  return useMemo(() => {
    if (text === "") return undefined;
    const [scheme = "", raised = "", sunken = "", line = "", ink = "", accent = ""] =
      text.split(" ");
    return { scheme, raised, sunken, line, ink, accent };
  }, [text]);
}
