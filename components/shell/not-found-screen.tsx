import { Compass } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { links } from "@/lib/domain/links";

/** An address that names nothing. */
export function NotFoundScreen() {
  return (
    <main className="grid min-h-dvh place-items-center">
      <EmptyState
        icon={<Compass aria-hidden />}
        heading="h1"
        title="No such page"
        action={<LinkButton href={links.queries()}>Go to queries</LinkButton>}
      >
        The address may be mistyped, or the page may have moved.
      </EmptyState>
    </main>
  );
}
