import { Spinner } from "@/components/ui/spinner";
import type { SessionShow } from "@/lib/domain/sessions";

type SessionsFooterProps = { show: SessionShow; more: boolean; reading: boolean };

/** Below the last row: reading on, or what the list holds. */
export function SessionsFooter({ show, more, reading }: SessionsFooterProps) {
  if (reading || more)
    return (
      <span className="flex h-6.5 items-center gap-2">
        {reading ? <Spinner /> : null}
        Ended sessions go on below
      </span>
    );
  return show === "active"
    ? "These are all that are active."
    : "Athena lists active sessions only: ended ones are those that Athenaeum saw.";
}
