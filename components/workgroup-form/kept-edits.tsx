import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";

/** Says whose edits these are when they were there before the page was. */
export function KeptEdits({ kept }: { kept: boolean }) {
  const [tells, setTells] = useState(kept);
  // What is written after they were given up is of now.
  if (tells && !kept) setTells(false);
  if (!tells || !kept) return null;
  return (
    <Banner
      action={
        <Button size="sm" onClick={() => setTells(false)}>
          Dismiss
        </Button>
      }
    >
      Your edits from before are back: they were kept in this tab.
    </Banner>
  );
}
