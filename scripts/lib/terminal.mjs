// @ts-check
const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MS = 120;
const PLAIN_REPORT_MS = 15_000;

/**
 * @typedef {object} Step a long part that shows how it is getting on
 * @property {(text: string) => void} note
 * @property {(label?: string) => void} done
 * @property {() => void} fail
 */
/** @typedef {{ line: (text: string) => void, step: (label: string) => Step, close: () => void }} Terminal */

/**
 * Progress for people: one moving line on a terminal, plain lines when the output goes to a file.
 * @param {import("node:stream").Writable & { isTTY?: boolean, columns?: number }} [stream]
 * @returns {Terminal}
 */
export function createTerminal(stream = process.stdout) {
  const isLive = stream.isTTY === true && process.env.TERM !== "dumb";
  /** @type {Set<{ label: string, note: string, startedMs: number }>} */
  const running = new Set();
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  let frame = 0;

  const clear = () => isLive && running.size > 0 && stream.write("\r\x1b[2K");
  const draw = () => {
    if (!isLive || running.size === 0) return;
    const text = [...running].map(statusText).join("   ");
    const columns = stream.columns || 80;
    stream.write(`\r\x1b[2K${FRAMES[frame % FRAMES.length]} ${text}`.slice(0, columns + 4));
  };
  const report = () => {
    for (const step of running) stream.write(`  ${statusText(step)}\n`);
  };
  const tick = () => {
    frame += 1;
    if (isLive) draw();
    else report();
  };
  const watch = () => {
    clearInterval(timer);
    timer = undefined;
    if (running.size === 0) return;
    timer = setInterval(tick, isLive ? FRAME_MS : PLAIN_REPORT_MS);
    timer.unref();
  };

  /** @param {string} text */
  const line = (text) => {
    clear();
    stream.write(`${text}\n`);
    draw();
  };

  return {
    line,
    step(label) {
      const step = { label, note: "", startedMs: performance.now() };
      if (!isLive) line(`  ${label} …`);
      running.add(step);
      watch();
      draw();
      /** @param {string} text */
      const end = (text) => {
        clear();
        running.delete(step);
        watch();
        line(text);
      };
      return {
        note(text) {
          step.note = text;
        },
        done: (doneLabel = label) => end(`✓ ${doneLabel} (${elapsed(step.startedMs)})`),
        fail: () => end(`✗ ${label} (${elapsed(step.startedMs)})`),
      };
    },
    close() {
      clear();
      running.clear();
      watch();
    },
  };
}

/** @param {{ label: string, note: string, startedMs: number }} step */
function statusText(step) {
  return [step.label, elapsed(step.startedMs), step.note].filter(Boolean).join(" · ");
}

/** @param {number} startedMs */
function elapsed(startedMs) {
  const seconds = (performance.now() - startedMs) / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60
    ? `${whole} s`
    : `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}
