import type { Role } from "@/lib/domain/permissions";
import { isLoopback } from "../env.mjs";

/** The three people of the local backend: no passwords, loopback only. */
export const DEMO_PEOPLE = {
  viewer: { id: "demo-viewer", name: "Vera Viewer", email: "viewer@example.com" },
  analyst: { id: "demo-analyst", name: "Ana Analyst", email: "analyst@example.com" },
  admin: { id: "demo-admin", name: "Ada Admin", email: "admin@example.com" },
} as const satisfies Record<Role, { id: string; name: string; email: string }>;

/**
 * Whether a request was made on this machine, for a name of this machine: a page elsewhere can point its own
 * name at 127.0.0.1, and a proxy can bring in strangers under ours. Next fills in the X-Forwarded headers
 * itself, from Host and the peer's address, where no proxy did.
 */
export function isLoopbackRequest(header: (name: string) => string | null | undefined): boolean {
  const origin = header("origin");
  const hosts = [header("host") ?? "", ...listed(header("x-forwarded-host"))];
  return (
    hosts.every((host) => isLoopback(nameOf(host))) &&
    listed(header("x-forwarded-for")).every((address) =>
      isLoopback(address.replace(/^::ffff:/i, "")),
    ) &&
    !header("forwarded") &&
    !header("via") &&
    (!origin || (URL.canParse(origin) && isLoopback(nameOf(new URL(origin).host))))
  );
}

const listed = (value: string | null | undefined) =>
  (value ?? "").split(",").flatMap((part) => part.trim() || []);

/** A Host header's name, without its port and the brackets of IPv6. */
const nameOf = (host: string) => host.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1");
