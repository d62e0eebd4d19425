"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { Banner } from "@/components/ui/banner";
import { healthOptions } from "@/lib/client/health";

/** Says on every page that a part is down, until it is back. */
export function AthenaHealth() {
  const { data: health } = useQuery(healthOptions());
  const client = useQueryClient();
  const isWell = health?.status === "ok";
  // The cache is the external system: what failed while a part was down is read again once it is back.
  useEffect(() => {
    if (isWell)
      void client.refetchQueries({ predicate: (query) => query.state.status === "error" });
  }, [client, isWell]);
  if (!health || health.status === "ok") return null;
  const { athena, database } = health;
  return (
    <Banner tone="bad" flush>
      {athena.state === "ok"
        ? null
        : `${athena.message ?? "Athena cannot be reached"}. What is on screen may be old. `}
      {database.state === "ok"
        ? null
        : "The console's database cannot be reached: nothing can be started or changed."}
    </Banner>
  );
}
