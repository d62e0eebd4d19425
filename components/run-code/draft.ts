const keyOf = (sessionId: string) => `athenaeum.run-code.${sessionId}`;

/** What was being written for a session, in this tab; empty where nothing was, or storage is forbidden. */
export function readDraft(sessionId: string): string {
  try {
    return window.sessionStorage.getItem(keyOf(sessionId)) ?? "";
  } catch {
    return "";
  }
}

export function keepDraft(sessionId: string, code: string): void {
  try {
    window.sessionStorage.setItem(keyOf(sessionId), code);
  } catch {
    // Forbidden or full: the text lasts as long as the page.
  }
}
