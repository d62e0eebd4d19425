import { describe, expect, it } from "vitest";
import { engineFamilyOf } from "./engines";
import { type SeenState, seenStateOf, timelineOf } from "./session-timeline";
import {
  ENDED_SESSION_STATES,
  idleForMs,
  SESSION_GONE,
  SESSION_STATES,
  sessionDurationMs,
  sessionLifecycle,
  sessionStateFacts,
  takesCalculations,
  untilIdleTimeoutMs,
} from "./sessions";

describe("the lifecycle of a session", () => {
  it("is polled until it ends, and nothing follows its end", () => {
    for (const state of SESSION_STATES) {
      const { inFlight, pollMs, next } = sessionLifecycle[state];
      expect(pollMs !== undefined).toBe(inFlight);
      expect(next.length > 0).toBe(inFlight);
    }
    expect(ENDED_SESSION_STATES).toEqual(["TERMINATED", "FAILED", SESSION_GONE]);
  });
  it("takes calculations while idle only", () =>
    expect(SESSION_STATES.filter(takesCalculations)).toEqual(["IDLE"]));
  it("treats a state of tomorrow as in flight, and one that is gone as over", () => {
    expect(sessionStateFacts("HIBERNATED")).toMatchObject({ label: "HIBERNATED", inFlight: true });
    expect(sessionStateFacts(SESSION_GONE)).toMatchObject({ inFlight: false, actions: [] });
  });
});

describe("engineFamilyOf", () => {
  it.each([
    ["PySpark engine version 3", "pyspark"],
    ["Apache Spark version 3.5", "sparkConnect"],
    ["Athena engine version 3", "sql"],
    [undefined, "sql"],
  ])("%s: %s", (version, family) => expect(engineFamilyOf(version)).toBe(family));
});

describe("idleness", () => {
  const idle = { state: "IDLE", idleSince: 1_000, idleTimeoutMs: 60_000 };
  it("counts from when it became idle", () => {
    expect(idleForMs(idle, 31_000)).toBe(30_000);
    expect(untilIdleTimeoutMs(idle, 31_000)).toBe(30_000);
  });
  it("never runs below zero, whatever the clocks say", () => {
    expect(untilIdleTimeoutMs(idle, 900_000)).toBe(0);
    expect(idleForMs(idle, 0)).toBe(0);
  });
  it("is unknown unless idle, or without a timeout", () => {
    expect(idleForMs({ ...idle, state: "BUSY" }, 31_000)).toBeUndefined();
    expect(untilIdleTimeoutMs({ ...idle, idleTimeoutMs: undefined }, 31_000)).toBeUndefined();
  });
});

describe("sessionDurationMs", () => {
  it.each([
    ["runs", { state: "BUSY", startedAt: 1_000, endedAt: undefined }, 8_000],
    ["ended", { state: "TERMINATED", startedAt: 1_000, endedAt: 5_000 }, 4_000],
    [
      "ended at an unknown time",
      { state: "GONE", startedAt: 1_000, endedAt: undefined },
      undefined,
    ],
  ])("%s", (_, session, ms) => expect(sessionDurationMs(session, 9_000)).toBe(ms));
});

describe("the timeline", () => {
  const reading = {
    state: "BUSY",
    stateChangeReason: undefined,
    startedAt: 100,
    lastModifiedAt: 500,
    endedAt: undefined,
    idleSince: undefined,
  };
  const seen = (state: string, at: number): SeenState => ({ state, at, reason: undefined });

  it("takes Athena's time of each state", () => {
    expect(seenStateOf(reading)).toEqual(seen("BUSY", 500));
    expect(seenStateOf({ ...reading, state: "IDLE", idleSince: 450 })?.at).toBe(450);
    expect(seenStateOf({ ...reading, state: "TERMINATED", endedAt: 900 })?.at).toBe(900);
    expect(seenStateOf({ ...reading, state: "TERMINATED", lastModifiedAt: undefined })).toBe(
      undefined,
    );
  });

  it("holds every state once, in order, ended by the reading", () => {
    const steps = timelineOf(reading, [
      seen("IDLE", 300),
      seen("CREATING", 100),
      seen("CREATED", 300),
      seen("BUSY", 500),
    ]);
    expect(steps.map(({ state, at, durationMs }) => [state, at, durationMs])).toEqual([
      ["CREATING", 100, 200],
      ["CREATED", 300, 0],
      ["IDLE", 300, 200],
      ["BUSY", 500, undefined],
    ]);
    expect(steps.filter(({ current }) => current)).toHaveLength(1);
  });

  it("says of a state that came again that something lay between", () =>
    expect(
      timelineOf({ ...reading, startedAt: undefined }, [seen("IDLE", 200), seen("IDLE", 300)]).map(
        ({ label }) => label,
      ),
    ).toEqual(["Idle", "Idle again", "Busy"]));

  it("takes from calculations what nobody saw, once", () => {
    const at = (seconds: number) => 1_000_000 + seconds * 1_000;
    const ended = {
      state: "TERMINATED",
      startedAt: at(0),
      lastModifiedAt: at(90),
      endedAt: at(90),
    };
    const steps = timelineOf(
      ended,
      [seen("IDLE", at(3)), seen("BUSY", at(11)), seen("TERMINATING", at(89))],
      [
        // Ended by the end of its session.
        { submittedAt: at(80), completedAt: at(89.5) },
        { submittedAt: at(30), completedAt: at(40) },
        { submittedAt: at(10), completedAt: at(20) },
      ],
    );
    expect(steps.map(({ label, at: time }) => [label, (time - at(0)) / 1_000])).toEqual([
      ["Started", 0],
      ["Idle", 3],
      ["Busy", 11],
      ["Idle", 20],
      ["Busy", 30],
      ["Idle", 40],
      ["Busy", 80],
      ["Terminating", 89],
      ["Terminated", 90],
    ]);
  });

  it("keeps short calculations apart", () =>
    expect(
      timelineOf(
        { ...reading, startedAt: undefined },
        [seen("IDLE", 430)],
        [
          { submittedAt: 400, completedAt: 430 },
          { submittedAt: 300, completedAt: 330 },
          { submittedAt: 500 },
        ],
      ).map(({ label, at }) => [label, at]),
    ).toEqual([
      ["Busy", 300],
      ["Idle", 330],
      ["Busy", 400],
      ["Idle", 430],
      ["Busy", 500],
    ]));

  it("begins with the start where nobody saw it", () =>
    expect(timelineOf(reading, []).map(({ label, at }) => [label, at])).toEqual([
      ["Started", 100],
      ["Busy", 500],
    ]));
});
