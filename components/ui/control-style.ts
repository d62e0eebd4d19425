/** The border, height and focus of every control that holds a value. */
export const controlStyle =
  "w-full min-w-0 rounded border border-line-strong bg-raised px-2.5 text-base text-ink hover:border-muted focus-visible:border-accent focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-accent disabled:bg-sunken disabled:text-muted aria-invalid:border-bad data-disabled:bg-sunken data-disabled:text-muted";

export const controlHeight = "h-8.5 md:h-7.5";

export const listItemStyle =
  "grid min-h-8 cursor-default grid-cols-[1rem_1fr] items-center gap-2 rounded px-2 py-1 text-base outline-none select-none data-highlighted:bg-accent-weak data-disabled:text-muted";

export const popupStyle =
  "pop-motion rounded-lg border border-line-strong bg-raised shadow-pop outline-none";
