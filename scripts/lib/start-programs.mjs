// @ts-check
import { EXIT_MISCONFIGURED, httpOrigin } from "../../lib/server/env.mjs";
import { buildConsole, buildLocalAthena } from "./build.mjs";
import { localAthenaCredentials, openLog, sessionSecret } from "./data-dir.mjs";
import { Failure } from "./failure.mjs";
import { isLocalAthenaReady, stringMember, waitForHealth } from "./health.mjs";
import { spawnConsole, spawnLocalAthena } from "./programs.mjs";
import { describeExit, exitOf, stopChild, supervise } from "./supervise.mjs";

const CONSOLE_ANSWERS_TIMEOUT_MS = 60_000;
const CONSOLE_HEALTHY_TIMEOUT_MS = 120_000;

/** @typedef {import("./programs.mjs").Credentials} Credentials */
/** @typedef {import("./health.mjs").HealthAnswer} HealthAnswer */
/** @typedef {import("node:child_process").ChildProcess} ChildProcess */
/** @typedef {() => Promise<void>} Stop */

/**
 * @typedef {object} Site
 * @property {string} root
 * @property {string} dataDir absolute
 * @property {import("../../lib/server/env.mjs").Env} env
 * @property {NodeJS.ProcessEnv} variables those of the shell and .env
 * @property {import("./terminal.mjs").Terminal} terminal
 * @property {AbortSignal} signal
 */

/**
 * Builds and starts local-athena and the console side by side, and waits until both can serve.
 * @param {Site} site
 * @param {Stop[]} stops receives what ends each program, as soon as it runs
 * @returns {Promise<ChildProcess>} the console
 * @throws {Failure} of the part that failed first
 */
export async function startPrograms(site, stops) {
  const failing = new AbortController();
  const signal = AbortSignal.any([site.signal, failing.signal]);
  const parts = { ...site, signal };
  const credentials =
    site.env.backend === "local" ? localAthenaCredentials(site.dataDir) : undefined;

  const localAthena = credentials ? startLocalAthena(parts, credentials, stops) : Promise.resolve();
  const consoleProgram = startConsole(parts, credentials, localAthena, stops);
  const all = [localAthena, consoleProgram];
  try {
    await Promise.all(all);
    return await consoleProgram;
  } catch (error) {
    failing.abort(error);
    await Promise.allSettled(all);
    throw error;
  }
}

/**
 * @param {Site} site
 * @param {Credentials} credentials
 * @param {Stop[]} stops
 */
async function startLocalAthena(site, credentials, stops) {
  const { root, dataDir, env, terminal, signal } = site;
  await buildLocalAthena({ root, terminal, signal });

  const step = terminal.step("Starting local-athena");
  const log = openLog(dataDir, "local-athena");
  const url = `${httpOrigin("127.0.0.1", env.localAthenaPort)}/_athenaeum/health`;
  const ended = new AbortController();
  let wasReady = false;

  let latestStart = new AbortController();
  const tellWhenBack = () => {
    latestStart = new AbortController();
    waitForHealth(url, {
      isReady: isLocalAthenaReady,
      signal: AbortSignal.any([signal, latestStart.signal]),
    }).then(
      () => terminal.line("local-athena is back."),
      // Ended again, which onExit tells, or everything is being stopped.
      () => undefined,
    );
  };
  const supervisor = supervise({
    spawnChild: () => spawnLocalAthena({ root, dataDir, env, logFd: log.fd }, credentials),
    onStart: (_child, restarts) => {
      if (restarts > 0) tellWhenBack();
    },
    onExit: (exit) => {
      latestStart.abort();
      const how = describeExit(exit);
      if (wasReady) {
        terminal.line(
          `local-athena ended (${how}) and starts again in ${exit.pauseMs / 1000} s; the console stays up. Its log: ${log.path}`,
        );
        return;
      }
      ended.abort(
        new Failure(
          `local-athena ended (${how}) before it was ready. Its log: ${log.path}`,
          log.tail(),
        ),
      );
    },
  });
  stops.push(() => supervisor.stop());

  try {
    await waitForHealth(url, {
      signal: AbortSignal.any([signal, ended.signal]),
      isReady(answer) {
        const progress = stringMember(answer.body, "progress") ?? "";
        if (stringMember(answer.body, "state") === "failed") {
          throw new Failure(
            `local-athena could not load its sample data: ${progress} Its log: ${log.path}`,
          );
        }
        step.note(progress);
        return isLocalAthenaReady(answer);
      },
    });
  } catch (error) {
    if (!site.signal.aborted) step.fail();
    await supervisor.stop();
    throw ended.signal.aborted ? ended.signal.reason : error;
  }
  wasReady = true;
  step.done("local-athena is ready");
}

/**
 * @param {Site} site
 * @param {Credentials | undefined} credentials
 * @param {Promise<void>} localAthena settles when local-athena is ready
 * @param {Stop[]} stops
 * @returns {Promise<ChildProcess>}
 */
async function startConsole(site, credentials, localAthena, stops) {
  const { root, dataDir, env, terminal, signal } = site;
  await buildConsole({ root, terminal, signal });

  const step = terminal.step("Starting the console");
  const log = openLog(dataDir, "console");
  const child = spawnConsole({ root, dataDir, env, logFd: log.fd }, site.variables, {
    secret: env.nextAuthSecret ?? sessionSecret(dataDir),
    credentials,
  });
  stops.push(() => stopChild(child));
  const ended = new AbortController();
  exitOf(child).then((exit) => {
    const tail = log.tail();
    const reason = exit.code === EXIT_MISCONFIGURED ? tail.at(-1) : undefined;
    ended.abort(
      reason === undefined
        ? new Failure(
            `The console ended (${describeExit(exit)}) before it was ready. Its log: ${log.path}`,
            tail,
          )
        : new Failure(reason),
    );
  });

  const url = `${httpOrigin(reachableHost(env.host), env.port)}/api/health`;
  /**
   * @param {number} timeoutMs
   * @param {(answer: HealthAnswer) => boolean} isReady
   */
  const wait = async (timeoutMs, isReady) => {
    let lastAnswer = "no answer";
    try {
      await waitForHealth(url, {
        signal: AbortSignal.any([signal, ended.signal]),
        timeoutMs,
        isReady(answer) {
          lastAnswer = `${answer.status} ${JSON.stringify(answer.body)}`;
          return isReady(answer);
        },
      });
    } catch (error) {
      if (signal.aborted) throw error;
      step.fail();
      if (ended.signal.aborted) throw ended.signal.reason;
      throw new Failure(
        `The console runs but is not healthy: ${url} answers ${lastAnswer}. Its log: ${log.path}`,
        log.tail(),
      );
    }
  };
  await wait(CONSOLE_ANSWERS_TIMEOUT_MS, () => true);
  // Until then it has a reason not to be healthy, and sample data may take long.
  await localAthena;
  await wait(CONSOLE_HEALTHY_TIMEOUT_MS, ({ status }) => status === 200);
  step.done("The console is ready");
  return child;
}

/** @param {string} host a wildcard address can be listened on, not asked */
function reachableHost(host) {
  if (host === "0.0.0.0") return "127.0.0.1";
  return host === "::" ? "::1" : host;
}
