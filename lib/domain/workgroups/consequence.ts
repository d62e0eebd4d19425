import type { EngineFamily } from "../engines";
import type { SettingId, WorkgroupSettings } from "./settings";

/** What a change means for who uses the workgroup. `breaks`: something stops working, or is lost. */
export type Consequence = { tone: "info" | "warn" | "bad"; text: string; breaks?: true };

export type Change = {
  before: WorkgroupSettings;
  after: WorkgroupSettings;
  family: EngineFamily;
  /** Scanned bytes of each of the newest finished queries, newest first. */
  scans?: readonly number[] | undefined;
};
/** What does not apply is no consequence. */
export type Maybe = Consequence | false | "" | undefined;
export type Consequences = (change: Change) => Maybe[];
export type ConsequencesOf<Setting extends SettingId> = Readonly<Record<Setting, Consequences>>;

export const info = (text: string): Consequence => ({ tone: "info", text });
export const warn = (text: string): Consequence => ({ tone: "warn", text });
export const breaks = (text: string): Consequence => ({ tone: "bad", text, breaks: true });

export const NEW_SESSIONS = info("New sessions only: those that run keep what they started with.");
