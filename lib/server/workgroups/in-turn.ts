import { createTurns } from "../one-at-a-time";

/** Changes of one workgroup in this process: each begins with what the one before has left. */
export const inTurn = createTurns();
