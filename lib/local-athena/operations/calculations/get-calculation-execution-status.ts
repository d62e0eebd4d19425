import type { Handler } from "../operation";
import { calculationNamed, calculationStatisticsOf, calculationStatusOf } from "./calculation";

export const getCalculationExecutionStatus: Handler<"GetCalculationExecutionStatus"> = (
  context,
  input,
) => {
  const calculation = calculationNamed(context, input.CalculationExecutionId);
  return {
    Status: calculationStatusOf(calculation),
    Statistics: calculationStatisticsOf(context, calculation),
  };
};
