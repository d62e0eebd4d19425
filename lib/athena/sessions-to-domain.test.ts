import { describe, expect, it } from "vitest";
import { toExecutor, toSession } from "./sessions-to-domain";

describe("toExecutor", () => {
  it.each([
    ["milliseconds", 1_795_254_000_000],
    ["seconds", 1_795_254_000],
  ])("takes times in %s, as no document says which", (_, StartDateTime) =>
    expect(toExecutor({ ExecutorId: "e", StartDateTime })).toMatchObject({
      startedAt: 1_795_254_000_000,
      terminatedAt: undefined,
      state: "UNKNOWN",
    }),
  );
});

describe("toSession", () => {
  it("takes the idle timeout in minutes, or in seconds where there are no minutes", () => {
    const timeout = (SessionConfiguration: object) =>
      toSession({ SessionConfiguration }).idleTimeoutMs;
    expect(timeout({ SessionIdleTimeoutInMinutes: 20, IdleTimeoutSeconds: 1 })).toBe(1_200_000);
    expect(timeout({ IdleTimeoutSeconds: 90 })).toBe(90_000);
    expect(timeout({})).toBeUndefined();
  });

  it("has the notebook from the additional configuration, and every logging setting", () => {
    const session = toSession({
      SessionId: "s",
      EngineConfiguration: { AdditionalConfigs: { NotebookId: "n" } },
      MonitoringConfiguration: {
        ManagedLoggingConfiguration: { Enabled: true },
        S3LoggingConfiguration: { Enabled: true, LogLocation: "s3://logs/" },
        CloudWatchLoggingConfiguration: {
          Enabled: true,
          LogGroup: "g",
          LogTypes: { SPARK_DRIVER: ["STDOUT"] },
        },
      },
    });
    expect(session).toMatchObject({
      notebookId: "n",
      monitoring: {
        managed: { enabled: true },
        s3: { enabled: true, location: "s3://logs/" },
        cloudWatch: { enabled: true, logGroup: "g", logTypes: { SPARK_DRIVER: ["STDOUT"] } },
      },
    });
  });
});
