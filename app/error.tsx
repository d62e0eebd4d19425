"use client";

import { ErrorState } from "@/components/ui/error-state";

export default function PageError({ reset }: { error: Error; reset: () => void }) {
  return (
    <ErrorState
      heading="h1"
      title="This page failed"
      message="Nothing you saved is lost."
      onRetry={reset}
    />
  );
}
