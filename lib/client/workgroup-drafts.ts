/** Edits of workgroups stay in the tab for a reload, under keys that begin so. They may hold secrets. */
export const WORKGROUP_DRAFTS = "athenaeum.workgroup-form.";

/** Whoever signs in next in this tab finds nothing of them. */
export function forgetWorkgroupDrafts(): void {
  try {
    const { sessionStorage } = window;
    const keys = Array.from({ length: sessionStorage.length }, (_, index) =>
      sessionStorage.key(index),
    );
    for (const key of keys) if (key?.startsWith(WORKGROUP_DRAFTS)) sessionStorage.removeItem(key);
  } catch {
    // Where storage is forbidden nothing was kept.
  }
}
