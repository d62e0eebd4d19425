/**
 * What goes over the pipes between the service and a session's process: one byte of kind, four bytes of length
 * (little endian), the payload. From the process: output and requests; to the process: code and answers.
 */
export const FRAME = {
  /** The process waits for code. */
  ready: 0x4e,
  stdout: 0x4f,
  stderr: 0x52,
  /** JSON of DisplayData. */
  display: 0x44,
  /** Four bytes: how many interrupts of the run are known; then JSON {name, body}. Waits for an answer. */
  request: 0x51,
  /** The run's status as text. */
  end: 0x45,
  /** Four bytes of the run's number, then its code as UTF-8. */
  code: 0x43,
  /** JSON {answer} or {error}. */
  answer: 0x41,
  /** Instead of an answer: the run was interrupted. */
  interrupted: 0x49,
} as const;

export const FRAME_HEADER_BYTES = 5;
/** A longer frame from a process is not read: the process is ended. */
export const FRAME_MAX_BYTES = 65 * 1024 * 1024;

/** The header of a frame, to be followed by its payload. */
export function frameHeader(kind: number, payloadBytes: number): Uint8Array {
  const header = new Uint8Array(FRAME_HEADER_BYTES);
  header[0] = kind;
  new DataView(header.buffer).setUint32(1, payloadBytes, true);
  return header;
}

/** Python itself broke: it ran out of its stack, jumped nowhere, or called what it must not. */
export const CRASHED_EXIT_CODE = 99;
