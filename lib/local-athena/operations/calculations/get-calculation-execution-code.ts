import type { Handler } from "../operation";
import { calculationNamed } from "./calculation";

/** The code itself, as the newest model says; no address of it. */
export const getCalculationExecutionCode: Handler<"GetCalculationExecutionCode"> = (
  context,
  input,
) => ({ CodeBlock: calculationNamed(context, input.CalculationExecutionId).code });
