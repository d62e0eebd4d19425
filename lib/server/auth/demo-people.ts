import type { Role } from "@/lib/domain/permissions";

/** The three people of the local backend: no passwords, loopback only. */
export const DEMO_PEOPLE = {
  viewer: { id: "demo-viewer", name: "Vera Viewer", email: "viewer@example.com" },
  analyst: { id: "demo-analyst", name: "Ana Analyst", email: "analyst@example.com" },
  admin: { id: "demo-admin", name: "Ada Admin", email: "admin@example.com" },
} as const satisfies Record<Role, { id: string; name: string; email: string }>;

const LOOPBACK_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** A page elsewhere can point its own name at 127.0.0.1: only these names may use the demo people. */
export const isLoopbackHost = (host: string | null | undefined) => LOOPBACK_HOST.test(host ?? "");
