type OldAndNewProps = { before: string; after: string };

/** What a value was and what it is, a line each, told apart by sign and colour. */
export function OldAndNew({ before, after }: OldAndNewProps) {
  return (
    <div className="flex flex-col gap-px overflow-hidden rounded-sm font-mono text-sm">
      <Line sign="-" said="before" text={before} className="bg-bad-weak text-bad" />
      <Line sign="+" said="after" text={after} className="bg-ok-weak text-ok" />
    </div>
  );
}

type LineProps = { sign: string; said: string; text: string; className: string };

function Line({ sign, said, text, className }: LineProps) {
  return (
    <p className={`flex gap-2 px-1.5 ${className}`}>
      <span aria-hidden className="shrink-0 select-none">
        {sign}
      </span>
      <span className="sr-only">{said}: </span>
      <span className="min-w-0 whitespace-pre-wrap wrap-anywhere">{text}</span>
    </p>
  );
}
