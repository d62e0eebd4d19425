import type { DisplayData, PythonProcess, RunOutcome } from "./python-host";

export type Ran = RunOutcome & { stdout: string; stderr: string; displays: DisplayData[] };

/** Runs code to its end; requests are answered by `answer`. */
export async function runCode(
  python: PythonProcess,
  code: string,
  answer: (name: string, body: unknown, signal: AbortSignal) => Promise<unknown> = refuse,
  onOutput: (text: string) => unknown = () => {},
): Promise<Ran> {
  const chunks: { stdout: Uint8Array[]; stderr: Uint8Array[] } = { stdout: [], stderr: [] };
  const displays: DisplayData[] = [];
  const outcome = await python.run(code, {
    async stdout(bytes) {
      chunks.stdout.push(bytes);
      onOutput(Buffer.from(bytes).toString());
    },
    async stderr(bytes) {
      chunks.stderr.push(bytes);
    },
    async display(data) {
      displays.push(data);
    },
    request: answer,
  });
  const text = (stream: "stdout" | "stderr") => Buffer.concat(chunks[stream]).toString();
  return { ...outcome, stdout: text("stdout"), stderr: text("stderr"), displays };
}

async function refuse(name: string): Promise<never> {
  throw new Error(`nobody answers ${name}`);
}
