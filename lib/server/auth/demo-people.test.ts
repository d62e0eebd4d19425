import { describe, expect, it } from "vitest";
import { isLoopbackRequest } from "./demo-people";

const asked = (headers: Record<string, string>) => isLoopbackRequest((name) => headers[name]);

describe("isLoopbackRequest", () => {
  it.each<Record<string, string>>([
    { host: "localhost" },
    {
      host: "127.0.0.1:3000",
      "x-forwarded-host": "127.0.0.1:3000",
      "x-forwarded-for": "127.0.0.1",
    },
    { host: "[::1]:3000", "x-forwarded-for": "::1" },
    { host: "localhost:3000", "x-forwarded-for": "::ffff:127.0.0.1" },
    { host: "localhost:3000", origin: "http://localhost:3000" },
  ])("takes %j", (headers) => expect(asked(headers)).toBe(true));

  it.each<Record<string, string>>([
    {},
    { host: "evil.example" },
    { host: "127.0.0.1.evil.example:3000" },
    { host: "127.0.0.1:3000, evil.example" },
    { host: "evil.example", "x-forwarded-host": "127.0.0.1" },
    { host: "127.0.0.1:3000", "x-forwarded-host": "athena.example.com" },
    { host: "127.0.0.1:3000", "x-forwarded-for": "127.0.0.1, 203.0.113.9" },
    { host: "127.0.0.1:3000", forwarded: "for=203.0.113.9" },
    { host: "127.0.0.1:3000", via: "1.1 proxy" },
    { host: "127.0.0.1:3000", origin: "https://athena.example.com" },
    { host: "127.0.0.1:3000", origin: "null" },
  ])("refuses %j", (headers) => expect(asked(headers)).toBe(false));
});
