import clsx from "clsx";

type OldAndNewProps = { before: string; after: string };

/** What a value was and what it becomes, a line each, told apart by sign and colour. */
export function OldAndNew({ before, after }: OldAndNewProps) {
  return (
    <div className="flex min-w-0 flex-col gap-0.5">
      <Line sign="-" word="Was" text={before} className="bg-bad-weak text-bad" />
      <Line sign="+" word="Becomes" text={after} className="bg-ok-weak text-ok" />
    </div>
  );
}

type LineProps = { sign: "-" | "+"; word: string; text: string; className: string };

function Line({ sign, word, text, className }: LineProps) {
  return (
    <div className={clsx("flex gap-2 rounded-sm px-1.5 font-mono text-sm", className)}>
      <span aria-hidden className="select-none">
        {sign}
      </span>
      <span className="sr-only">{word}: </span>
      <span className="max-h-40 min-w-0 overflow-y-auto wrap-anywhere whitespace-pre-wrap">
        {text}
      </span>
    </div>
  );
}
