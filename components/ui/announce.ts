let region: HTMLElement | undefined;

/** Has a screen reader say `message` when it is free. */
export function announce(message: string) {
  if (!region?.isConnected) {
    region = document.createElement("div");
    region.setAttribute("role", "status");
    region.className = "sr-only";
    document.body.append(region);
  }
  // A region that is new or says the same as before is not read; the change must come after.
  region.textContent = "";
  const target = region;
  requestAnimationFrame(() => {
    target.textContent = message;
  });
}
