"use client";

import { ErrorState } from "@/components/ui/error-state";

/** Loads the page anew: after an upgrade the scripts that an open page asks for are gone, and rendering again asks for the same. */
export default function PageError() {
  return (
    <ErrorState
      heading="h1"
      title="This page failed"
      message="Nothing you saved is lost."
      onRetry={() => window.location.reload()}
    />
  );
}
