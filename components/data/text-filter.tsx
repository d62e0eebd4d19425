import clsx from "clsx";
import { Search } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { useShortcut } from "@/components/ui/use-shortcut";

const TYPING_PAUSE_MS = 250;

type TextFilterProps = {
  text: string;
  /** For screen readers: "Search sessions". */
  label: string;
  /** What is searched. */
  placeholder: string;
  onChange: (text: string) => void;
  className?: string;
};

/** The address and the list follow once the typing rests. `/` leads here. */
export function TextFilter(props: TextFilterProps) {
  const { text, label, placeholder, onChange, className = "md:max-w-72" } = props;
  const [typed, setTyped] = useState(text);
  const [sent, setSent] = useState(text);
  const [seen, setSeen] = useState(text);
  if (text !== seen) {
    setSeen(text);
    // Changed from elsewhere, by Back for one.
    if (text !== sent) setTyped(text);
  }
  const input = useRef<HTMLInputElement>(null);
  useShortcut("/", () => {
    input.current?.focus();
    input.current?.select();
  });
  const wanted = typed.trim();
  const rest = useEffectEvent(() => {
    setSent(wanted);
    onChange(wanted);
  });
  useEffect(() => {
    if (wanted === text) return;
    const timer = setTimeout(rest, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted, text]);
  return (
    <span className={clsx("relative block w-full", className)}>
      <Input
        ref={input}
        type="search"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={placeholder}
        icon={<Search aria-hidden />}
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      {typed === "" ? (
        <span
          aria-hidden
          className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-muted max-md:hidden"
        >
          /
        </span>
      ) : null}
    </span>
  );
}
