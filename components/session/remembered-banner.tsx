import { Banner } from "@/components/ui/banner";
import { ExactTime, RelativeTime } from "@/components/ui/relative-time";
import type { SessionDetail } from "@/lib/contracts/sessions";

/** Says that the page is from memory: why, and how old. */
export function RememberedBanner({ detail }: { detail: SessionDetail }) {
  const { remembered, readAt } = detail;
  if (!remembered) return null;
  const when =
    readAt === 0 ? (
      "It was started here and never read."
    ) : (
      <>
        It was last read <RelativeTime at={readAt} />, at <ExactTime at={readAt} />.
      </>
    );
  return (
    <Banner tone="warn" flush>
      {remembered.because === "unknown" ? (
        <>
          Athena no longer knows this session. This page shows what Athenaeum remembers of it.{" "}
          {when}
        </>
      ) : (
        <>
          {remembered.message}. This page shows what Athenaeum remembers of the session, which may
          have changed since. {when}
        </>
      )}
    </Banner>
  );
}
