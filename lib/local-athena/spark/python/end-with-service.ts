import { type ChildProcess, spawn } from "node:child_process";

/**
 * Ends what it was told of when the service's end of the pipe closes, however the service has ended: a Python that is
 * deep in one long step cannot see for itself that nobody is left to work for.
 */
const SCRIPT = `
pids=
while read -r sign pid; do
  rest=
  for one in $pids; do [ "$one" = "$pid" ] || rest="$rest $one"; done
  pids=$rest
  [ "$sign" = + ] && pids="$pids $pid"
done
for one in $pids; do kill -9 "$one"; done`;

let guard: ChildProcess | undefined;

function tell(line: string): void {
  guard?.stdin?.write(`${line}\n`);
}

function start(): ChildProcess {
  const started = spawn("/bin/sh", ["-c", SCRIPT], {
    env: { NODE_ENV: "production" },
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  const gone = () => {
    if (guard === started) guard = undefined;
  };
  // Without a shell most processes still see for themselves that their service is gone.
  started.on("error", gone).on("exit", gone);
  started.stdin?.on("error", () => {});
  started.unref();
  return started;
}

/** The process with this id shall not outlive the service; call what is returned when it has ended. */
export function endWithService(pid: number): () => void {
  guard ??= start();
  tell(`+ ${pid}`);
  return () => tell(`- ${pid}`);
}
