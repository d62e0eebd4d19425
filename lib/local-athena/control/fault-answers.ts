import { randomBytes, randomUUID } from "node:crypto";
import type { ServerResponse } from "node:http";
import { document, node } from "../s3/xml";
import type { AthenaFault, S3Fault } from "./faults";

type Answer<Body> = { status: number; body: Body };

/** Errors of Athena's front end say `message`, modelled ones `Message` (reference 2.3). */
const athenaAnswers: Record<AthenaFault, Answer<Record<string, string>>> = {
  ThrottlingException: { status: 400, body: { message: "Rate exceeded" } },
  TooManyRequestsException: {
    status: 400,
    body: {
      Reason: "CONCURRENT_QUERY_LIMIT_EXCEEDED",
      Message: "You have exceeded the limit for the number of queries you can run concurrently.",
    },
  },
  InternalServerException: { status: 500, body: { Message: "An internal error occurred." } },
  ServiceUnavailableException: {
    status: 503,
    body: { message: "The service is currently unavailable." },
  },
};

const s3Answers: Record<S3Fault, Answer<string>> = {
  SlowDown: { status: 503, body: "Please reduce your request rate." },
  InternalError: { status: 500, body: "We encountered an internal error. Please try again." },
  ServiceUnavailable: { status: 503, body: "Service is unable to handle request." },
};

/** Answers an Athena request with an error that no operation raised. */
export function sendAthenaFault(response: ServerResponse, error: AthenaFault): void {
  const { status, body } = athenaAnswers[error];
  response.writeHead(status, {
    "Content-Type": "application/x-amz-json-1.1",
    "x-amzn-RequestId": randomUUID(),
  });
  response.end(JSON.stringify({ __type: error, ...body }));
}

/** Answers an S3 request with an error that no operation raised. */
export function sendS3Fault(response: ServerResponse, method: string, error: S3Fault): void {
  const { status, body } = s3Answers[error];
  const requestId = randomBytes(8).toString("hex").toUpperCase();
  const nodes = [node("Code", error), node("Message", body), node("RequestId", requestId)];
  response.writeHead(status, {
    "Content-Type": "application/xml",
    "x-amz-request-id": requestId,
  });
  response.end(method === "HEAD" ? undefined : document("Error", nodes));
}

/** Lets the operation run to its end and closes the connection where its answer would begin. */
export function dropAtAnswer(response: ServerResponse): void {
  const drop = () => {
    response.destroy();
    return response;
  };
  response.writeHead = drop;
  response.end = drop;
  response.write = () => {
    response.destroy();
    return false;
  };
}
