import { describe, expect, it, vi } from "vitest";
import { AppError } from "./errors";

describe("AppError", () => {
  it("is known across copies of its module, as Next makes one for each route", async () => {
    vi.resetModules();
    const copy = await import("./errors");
    expect(copy.AppError).not.toBe(AppError);
    expect(new copy.AppError("NOT_FOUND", "gone")).toBeInstanceOf(AppError);
  });

  it("is no other error", () => {
    expect(new Error("gone")).not.toBeInstanceOf(AppError);
    expect({ name: "AppError" }).not.toBeInstanceOf(AppError);
    expect(undefined).not.toBeInstanceOf(AppError);
  });
});
