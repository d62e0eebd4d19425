import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

type PageHeaderProps = {
  /** Where the page hangs, outermost first; the title is the last step. */
  breadcrumb?: readonly { label: string; href: string }[];
  title: ReactNode;
  /** On the title's own line: what copies it. */
  beside?: ReactNode;
  /** Beside the title: a state badge, a count. */
  meta?: ReactNode;
  actions?: ReactNode;
  /** Second line: the stats of a detail page, the tabs of a list. */
  children?: ReactNode;
};

export function PageHeader(props: PageHeaderProps) {
  const { breadcrumb = [], title, beside, meta, actions, children } = props;
  return (
    <header className="px-4 md:px-5">
      <div className="flex min-h-13 flex-wrap items-center gap-x-3 gap-y-2 py-2.5 lg:flex-nowrap">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
          {breadcrumb.length > 0 ? (
            <nav aria-label="Breadcrumb" className="min-w-0">
              <ol className="flex items-center gap-2 text-muted">
                {breadcrumb.map((step) => (
                  <li key={step.href} className="flex min-w-0 items-center gap-2 first:shrink-0">
                    <Link
                      href={step.href}
                      className="truncate rounded-sm py-1 hover:text-ink hover:underline"
                    >
                      {step.label}
                    </Link>
                    <ChevronRight aria-hidden className="size-3.5 shrink-0" />
                  </li>
                ))}
              </ol>
            </nav>
          ) : null}
          <div className="flex min-w-0 items-center gap-1">
            <h1 className="min-w-0 text-lg font-semibold wrap-anywhere">{title}</h1>
            {beside}
          </div>
          {meta ? (
            <div className="flex min-w-0 flex-wrap items-center gap-2 text-muted">{meta}</div>
          ) : null}
        </div>
        {actions ? (
          <div className="ml-auto flex flex-wrap items-center gap-2.5 max-md:ml-0 max-md:w-full lg:shrink-0">
            {actions}
          </div>
        ) : null}
      </div>
      {children}
    </header>
  );
}
