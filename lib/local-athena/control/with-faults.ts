import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { operationOf } from "../protocol/dispatch";
import type { RequestHandler } from "../protocol/http-server";
import { dropAtAnswer, sendAthenaFault, sendS3Fault } from "./fault-answers";
import type { Fault, Faults } from "./faults";
import type { RequestRates } from "./request-rates";

/** Waits and cuts off as the fault says; false when there is nobody left to answer. */
async function suffer(fault: Fault, request: IncomingMessage, response: ServerResponse) {
  if (fault.delayMs > 0) await delay(fault.delayMs, undefined, { ref: false });
  if (fault.drop === "before") request.socket.destroy();
  if (fault.drop === "after") dropAtAnswer(response);
  return !request.socket.destroyed;
}

/** Athena's handler, with the faults that its requests meet. */
export function athenaWithFaults(handle: RequestHandler, faults: Faults): RequestHandler {
  return async (request, response) => {
    const operation = operationOf(request);
    const fault = operation === undefined ? undefined : faults.meet("athena", operation);
    if (!fault) return handle(request, response);
    if (!(await suffer(fault, request, response))) return;
    if (fault.athenaError === undefined) await handle(request, response);
    else sendAthenaFault(response, fault.athenaError);
  };
}

/** S3's handler, with the faults that its requests meet. */
export function s3WithFaults(handle: RequestHandler, faults: Faults): RequestHandler {
  return async (request, response) => {
    const method = request.method ?? "";
    const fault = faults.meet("s3", method);
    if (!fault) return handle(request, response);
    if (!(await suffer(fault, request, response))) return;
    if (fault.s3Error === undefined) await handle(request, response);
    else sendS3Fault(response, method, fault.s3Error);
  };
}

/** Athena's handler, refusing calls above Athena's request rates with ThrottlingException. */
export function athenaWithRates(handle: RequestHandler, rates: RequestRates): RequestHandler {
  return async (request, response) => {
    const operation = operationOf(request);
    if (operation === undefined || rates.take(operation)) return handle(request, response);
    sendAthenaFault(response, "ThrottlingException");
  };
}
