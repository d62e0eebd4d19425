import type { Handler } from "../operation";
import { sessionNamed, sessionStatusOf } from "./session";

/** A session, also after its end. EngineVersion is a text here and a structure in ListSessions. */
export const getSession: Handler<"GetSession"> = (context, input) => {
  const session = sessionNamed(context, input.SessionId);
  return {
    SessionId: session.id,
    Description: session.description,
    WorkGroup: session.workGroup,
    EngineVersion: session.engineVersion,
    EngineConfiguration: session.engineConfiguration,
    NotebookVersion: session.notebookVersion,
    MonitoringConfiguration: session.monitoring,
    SessionConfiguration: {
      ExecutionRole: session.executionRole,
      WorkingDirectory: session.workingDirectory,
      IdleTimeoutSeconds: session.idleTimeoutMinutes * 60,
      SessionIdleTimeoutInMinutes: session.idleTimeoutMinutes,
      EncryptionConfiguration: session.encryption,
    },
    Status: sessionStatusOf(session),
    Statistics: {
      DpuExecutionInMillis: context.executors.dpuMs(session.id, context.now()),
    },
  };
};
