import { Search } from "lucide-react";
import { useEffect, useState } from "react";
import { Input } from "@/components/ui/input";

const TYPING_PAUSE_MS = 250;

type TextFilterProps = {
  text: string;
  /** For screen readers: "Search sessions". */
  label: string;
  /** What is searched. */
  placeholder: string;
  onChange: (text: string) => void;
};

/** The address and the list follow once the typing rests. */
export function TextFilter({ text, label, placeholder, onChange }: TextFilterProps) {
  const [typed, setTyped] = useState(text);
  const [sent, setSent] = useState(text);
  const [seen, setSeen] = useState(text);
  if (text !== seen) {
    setSeen(text);
    // Changed from elsewhere, by Back for one.
    if (text !== sent) setTyped(text);
  }
  const wanted = typed.trim();
  useEffect(() => {
    if (wanted === text) return;
    const timer = setTimeout(() => {
      setSent(wanted);
      onChange(wanted);
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [wanted, text, onChange]);
  return (
    <Input
      type="search"
      aria-label={label}
      placeholder={placeholder}
      icon={<Search aria-hidden />}
      value={typed}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      className="md:max-w-72"
    />
  );
}
