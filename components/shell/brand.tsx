/** The owl: two ears, two eyes, a beak; drawn on a 16 px grid. The same paths are in app/icon.svg. */
export function BrandMark({ className = "size-4.5" }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={className}
      fill="none"
      stroke="currentColor"
      strokeLinejoin="round"
      strokeLinecap="round"
    >
      <path
        strokeWidth="1.4"
        d="M1.9 2.2 4.7 3.9h6.6l2.8-1.7v6.3A6.1 5.6 0 0 1 8 14.1 6.1 5.6 0 0 1 1.9 8.5Z"
      />
      <circle strokeWidth="1.3" cx="5.5" cy="7.5" r="1.75" />
      <circle strokeWidth="1.3" cx="10.5" cy="7.5" r="1.75" />
      <path strokeWidth="1.3" d="m7 10.6 1 1.1 1-1.1" />
    </svg>
  );
}

export function Brand() {
  return (
    <span className="flex items-center gap-2.5">
      <BrandMark className="size-4.5 shrink-0 text-accent" />
      <span className="truncate text-[0.9375rem] font-semibold rail-collapsed:md:sr-only">
        Athenaeum
      </span>
    </span>
  );
}
