"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { type PageColours, usePageColours } from "./use-page-colours";

/**
 * HTML of an output in a frame without scripts, forms, windows, an origin or the network. The frame cannot
 * tell its height without scripts: it has one, and scrolls.
 */
export function HtmlFrame({ html }: { html: string }) {
  const [tall, setTall] = useState(false);
  const colours = usePageColours();
  return (
    <div className="flex min-w-0 flex-col items-start gap-1">
      {colours ? (
        <iframe
          title="HTML output"
          sandbox=""
          referrerPolicy="no-referrer"
          srcDoc={documentOf(html, colours)}
          className="w-full rounded-md border bg-raised"
          style={{ height: tall ? "80dvh" : heightOf(html) }}
        />
      ) : null}
      <Button variant="ghost" size="sm" aria-expanded={tall} onClick={() => setTall(!tall)}>
        {tall ? "Smaller frame" : "Larger frame"}
      </Button>
    </div>
  );
}

/** A guess from the rows of tables, the blocks and the lines in it. */
function heightOf(html: string): number {
  const rows = html.match(/<tr\b/gi)?.length ?? 0;
  const blocks = html.match(/<(?:p|div|li|h[1-6]|br|pre)\b/gi)?.length ?? 0;
  const pictures = html.match(/<(?:svg|img|canvas)\b/gi)?.length ?? 0;
  return Math.min(480, Math.max(64, 24 + rows * 27 + blocks * 22 + pictures * 240));
}

const POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:";

/** The policy comes first, so that it holds for everything after it; links would open windows, which are refused. */
function documentOf(html: string, colours: PageColours): string {
  const { scheme, raised, ink, line, sunken, accent } = colours;
  return `<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta charset="utf-8"><base target="_blank"><style>
:root{color-scheme:${scheme}}
body{margin:8px;background:${raised};color:${ink};font:13px/1.4 system-ui,sans-serif;overflow-wrap:anywhere}
table{border-collapse:collapse}th,td{border:1px solid ${line};padding:3px 8px;text-align:right}th{background:${sunken}}
a{color:${accent}}pre,code{font-family:ui-monospace,monospace}img,svg{max-width:100%}
</style></head><body>${html}</body></html>`;
}
