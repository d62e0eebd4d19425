import { useEffect, useRef, useState } from "react";
import { announce } from "./announce";
import { copyText } from "./copy-text";

/** `copied` is true for a moment after a successful copy. */
export function useCopy() {
  const [copied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = async (text: string) => {
    const done = await copyText(text);
    announce(done ? "Copied" : "Could not copy: the browser refused");
    setCopied(done);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setCopied(false), 1_600);
  };
  return { copied, copy };
}
