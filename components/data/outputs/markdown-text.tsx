"use client";

import Markdown, { type Components, defaultUrlTransform } from "react-markdown";
import remarkGfm from "remark-gfm";
import { formOf, type MimeBundle } from "@/lib/domain/outputs";

type MarkdownTextProps = {
  text: string;
  /** Pictures that a notebook's cell carries, by the name after `attachment:`. */
  attachments?: Readonly<Record<string, MimeBundle>> | undefined;
};

const PLUGINS = [remarkGfm];
const PICTURE = /^data:image\/(?:png|jpeg|gif|webp|svg\+xml)[;,]/i;

/** Markdown with tables and task lists. HTML in it stays text; pictures from elsewhere are links, nothing is fetched. */
export function MarkdownText({ text, attachments }: MarkdownTextProps) {
  return (
    <div className="flex max-w-[72ch] min-w-0 flex-col gap-2 text-base wrap-anywhere">
      <Markdown
        remarkPlugins={PLUGINS}
        components={components}
        urlTransform={(url, key) =>
          key === "src" ? pictureUrl(url, attachments) : defaultUrlTransform(url)
        }
      >
        {text}
      </Markdown>
    </div>
  );
}

function pictureUrl(url: string, attachments: MarkdownTextProps["attachments"]): string {
  const attachment = /^attachment:(.+)$/.exec(url)?.[1];
  if (attachment === undefined) return PICTURE.test(url) ? url : defaultUrlTransform(url);
  const form = formOf(attachments?.[decoded(attachment)] ?? {});
  return form.kind === "picture" ? form.url : "";
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

const components: Components = {
  h1: ({ children }) => <h3 className="text-lg">{children}</h3>,
  h2: ({ children }) => <h4 className="text-base font-semibold">{children}</h4>,
  h3: ({ children }) => <h5 className="text-base font-semibold">{children}</h5>,
  h4: ({ children }) => <h6 className="text-base font-semibold text-soft">{children}</h6>,
  h5: ({ children }) => <h6 className="text-base font-semibold text-soft">{children}</h6>,
  h6: ({ children }) => <h6 className="text-base font-semibold text-soft">{children}</h6>,
  ul: ({ children }) => <ul className="flex list-disc flex-col gap-0.5 pl-5">{children}</ul>,
  ol: ({ children, start }) => (
    <ol start={start} className="flex list-decimal flex-col gap-0.5 pl-5">
      {children}
    </ol>
  ),
  a: ({ href, children }) => (
    <a
      href={href}
      // A place of the same document stays in its page.
      target={href?.startsWith("#") ? undefined : "_blank"}
      rel="noopener noreferrer nofollow"
      className="rounded-sm text-accent underline underline-offset-2"
    >
      {children}
    </a>
  ),
  blockquote: ({ children }) => (
    <blockquote className="flex flex-col gap-2 border-l-2 border-line-strong pl-3 text-soft">
      {children}
    </blockquote>
  ),
  code: ({ children }) => <code className="font-mono text-sm">{children}</code>,
  pre: ({ children }) => (
    <pre className="overflow-x-auto rounded-md bg-sunken px-3 py-2 leading-4.75">{children}</pre>
  ),
  table: ({ children }) => (
    <div className="overflow-x-auto">
      <table className="border-collapse">{children}</table>
    </div>
  ),
  th: ({ children, style }) => (
    <th style={style} className="border bg-sunken px-2.5 py-1 text-left font-medium">
      {children}
    </th>
  ),
  td: ({ children, style }) => (
    <td style={style} className="border px-2.5 py-1">
      {children}
    </td>
  ),
  hr: () => <hr className="border-line" />,
  img: ({ src, alt }) => <Picture src={typeof src === "string" ? src : ""} alt={alt ?? ""} />,
};

function Picture({ src, alt }: { src: string; alt: string }) {
  if (PICTURE.test(src)) return <img src={src} alt={alt} className="h-auto max-w-full" />;
  if (src === "") return <span className="text-muted">(picture {alt || "without a name"})</span>;
  return (
    <a
      href={src}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="text-accent underline underline-offset-2"
    >
      Picture elsewhere: {alt || src}
    </a>
  );
}
