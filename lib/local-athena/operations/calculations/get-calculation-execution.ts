import type { Handler } from "../operation";
import {
  calculationNamed,
  calculationResultOf,
  calculationStatisticsOf,
  calculationStatusOf,
} from "./calculation";

export const getCalculationExecution: Handler<"GetCalculationExecution"> = (context, input) => {
  const calculation = calculationNamed(context, input.CalculationExecutionId);
  return {
    CalculationExecutionId: calculation.id,
    SessionId: calculation.sessionId,
    Description: calculation.description,
    WorkingDirectory: calculation.workingDirectory,
    Status: calculationStatusOf(calculation),
    Statistics: calculationStatisticsOf(context, calculation),
    Result: calculationResultOf(calculation),
  };
};
