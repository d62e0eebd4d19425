import { type ReactNode, useId } from "react";

type SectionProps = {
  title: ReactNode;
  /** A count or a note beside the title. */
  meta?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
};

export function Section({ title, meta, actions, children }: SectionProps) {
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} className="flex min-w-0 flex-col gap-2.5">
      <div className="flex min-h-5 flex-wrap items-center gap-x-2.5 gap-y-1">
        <h2 id={headingId} className="text-[0.8125rem] font-semibold text-soft">
          {title}
        </h2>
        {meta ? <span className="text-muted">{meta}</span> : null}
        {actions ? <div className="-my-1 ml-auto flex items-center gap-1.5">{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}
