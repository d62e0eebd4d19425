import { NextRequest } from "next/server";
import { encode } from "next-auth/jwt";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { config } from "@/proxy";
import { gate } from "./gate";

const SECRET = "a secret of this test, long enough";

beforeEach(() => {
  vi.stubEnv("NEXTAUTH_SECRET", SECRET);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const ask = async (path: string, cookie?: string) =>
  gate(
    new NextRequest(new URL(path, "http://127.0.0.1:3000"), {
      headers: cookie ? { cookie } : {},
    }),
  );
const token = () => encode({ token: { sub: "uma" }, secret: SECRET });

describe("gate", () => {
  it("sends strangers to sign-in and back to the very page", async () => {
    const { status, headers } = await ask("/queries/7f3c?tab=json&x=%2F%2Fevil.example");
    expect(status).toBe(307);
    const location = new URL(headers.get("location") ?? "");
    expect(location.pathname).toBe("/sign-in");
    expect(location.searchParams.get("next")).toBe("/queries/7f3c?tab=json&x=%2F%2Fevil.example");
  });

  it.each(["garbage", "a.b.c.d.e", "x".repeat(12_000)])(
    "takes no %.20s for a session",
    async (value) => {
      expect((await ask("/queries", `next-auth.session-token=${value}`)).status).toBe(307);
    },
  );

  it("reads the cookie whose name goes with NEXTAUTH_URL", async () => {
    const plain = `next-auth.session-token=${await token()}`;
    const secure = `__Secure-next-auth.session-token=${await token()}`;
    expect((await ask("/queries", plain)).status).toBe(200);
    vi.stubEnv("NEXTAUTH_URL", "https://athena.example.com");
    expect((await ask("/queries", plain)).status).toBe(307);
    expect((await ask("/queries", secure)).status).toBe(200);
  });

  it("answers an address that cannot be decoded", async () => {
    expect((await ask("/queries/%zz")).status).toBe(400);
    const route = await ask("/api/workgroups/%ff");
    expect(route.status).toBe(400);
    expect(await route.json()).toMatchObject({ error: { code: "INVALID" } });
  });

  it("leaves routes to themselves", async () => {
    expect((await ask("/api/workgroups/a%2fb")).status).toBe(200);
  });

  it.each([
    ["/workgroups/etl.png", true],
    ["/audit/1.svg", true],
    ["/icon.svg", false],
    ["/_next/static/chunk.js", false],
    ["/sign-in", false],
    ["/api/workgroups", false],
    ["/api/workgroups/%ff", true],
  ])("is asked for %s: %s", (path, asked) => {
    const isMatched = config.matcher.some((pattern) => new RegExp(`^${pattern}$`).test(path));
    expect(isMatched).toBe(asked);
  });
});
