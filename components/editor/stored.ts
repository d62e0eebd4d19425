type Area = "local" | "session";

const areaOf = (area: Area) => (area === "local" ? window.localStorage : window.sessionStorage);

/** A value kept in this browser, as it was written; undefined when there is none or storage is forbidden. */
export function readStored(area: Area, key: string): unknown {
  try {
    const text = areaOf(area).getItem(`athenaeum.editor.${key}`);
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Keeps a value; undefined removes it. False when the browser has no room or forbids storage. */
export function writeStored(area: Area, key: string, value: unknown): boolean {
  try {
    if (value === undefined) areaOf(area).removeItem(`athenaeum.editor.${key}`);
    else areaOf(area).setItem(`athenaeum.editor.${key}`, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
