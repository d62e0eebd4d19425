"use client";

import { useQuery } from "@tanstack/react-query";
import { Banner } from "@/components/ui/banner";
import { healthOptions } from "@/lib/client/health";

/** Says on every page that a part is down, until it is back. */
export function AthenaHealth() {
  const { data: health } = useQuery(healthOptions());
  if (!health || health.status === "ok") return null;
  const { athena, database } = health;
  return (
    <Banner tone="bad">
      {athena.state === "ok"
        ? null
        : `${athena.message ?? "Athena cannot be reached"}. What is on screen may be old. `}
      {database.state === "ok"
        ? null
        : "The console's database cannot be reached: nothing can be started or changed."}
    </Banner>
  );
}
