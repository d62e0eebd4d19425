import type { IncomingMessage } from "node:http";
import { type RequestHandler, sendJson } from "../protocol/http-server";
import { readBody } from "../protocol/read-body";
import type { CallRecord } from "./call-record";
import { ControlInputError, faultIn, paceIn, stepsIn } from "./control-input";
import type { Faults } from "./faults";
import type { PaceControl } from "./pace";

const BODY_MAX_BYTES = 64 * 1024;

/** What a test may change in a running service that was started with its control endpoint. */
export type Control = { faults: Faults; pace: PaceControl; calls: CallRecord };

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const body = await readBody(request, BODY_MAX_BYTES);
  if (body === undefined) throw new ControlInputError("the body is too large");
  try {
    return JSON.parse(body);
  } catch {
    throw new ControlInputError("the body is not JSON");
  }
}

type Route = (
  control: Control,
  request: IncomingMessage,
) => Promise<{ status: number; body: object }> | { status: number; body: object };

const ok = (body: object) => ({ status: 200, body });
const paceOf = ({ pace }: Control) => ok({ pace: pace.states() });

const routes: Record<string, Route> = {
  "GET ": ({ faults, pace }) => ok({ faults: faults.list(), pace: pace.states() }),
  "GET calls": ({ calls }) => ok({ calls: calls.list() }),
  "GET faults": ({ faults }) => ok({ faults: faults.list() }),
  "POST faults": async ({ faults }, request) => ({
    status: 201,
    body: faults.add(faultIn(await jsonOf(request))),
  }),
  "DELETE faults": ({ faults }) => {
    faults.clear();
    return ok({ faults: [] });
  },
  "GET pace": paceOf,
  "PUT pace": async (control, request) => {
    const { mode, machine } = paceIn(await jsonOf(request));
    control.pace.setMode(mode, machine && [machine]);
    return paceOf(control);
  },
  "POST pace/steps": async (control, request) => {
    const { machine, steps } = stepsIn(await jsonOf(request));
    const { mode } = control.pace.states().find((it) => it.machine === machine) ?? {};
    if (mode !== "by-step")
      throw new ControlInputError(`${machine} goes ${mode}: set its pace to by-step first`);
    control.pace.step(machine, steps);
    return paceOf(control);
  },
};

const faultPath = /^DELETE faults\/([\w-]+)$/;

/**
 * Serves `<prefix>/calls`, `<prefix>/faults`, `<prefix>/pace` and `<prefix>/pace/steps` as JSON; 400 says what is wrong with an input.
 * @param prefix path of the endpoint, without a slash at its end
 */
export function createControlEndpoint(control: Control, prefix: string): RequestHandler {
  return async (request, response) => {
    const path = (request.url ?? "").slice(prefix.length).replace(/^\//, "");
    const name = `${request.method} ${path}`;
    try {
      const id = faultPath.exec(name)?.[1];
      if (id !== undefined && control.faults.remove(id)) return sendJson(response, 200, { id });
      const route = Object.hasOwn(routes, name) ? routes[name] : undefined;
      if (!route) return sendJson(response, 404, { message: "There is nothing here." });
      const { status, body } = await route(control, request);
      sendJson(response, status, body);
    } catch (error) {
      if (!(error instanceof ControlInputError)) throw error;
      sendJson(response, 400, { message: error.message });
    }
  };
}
