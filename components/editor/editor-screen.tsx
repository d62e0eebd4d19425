"use client";

import dynamic from "next/dynamic";
import { EditorSkeleton } from "./editor-skeleton";

/** Loaded apart, so that the other pages do not carry the text editor. */
const EditorWorkbench = dynamic(
  () => import("./editor-workbench").then((module) => module.EditorWorkbench),
  { ssr: false, loading: EditorSkeleton },
);

export function EditorScreen() {
  return <EditorWorkbench />;
}
