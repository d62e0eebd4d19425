import type { Handler } from "../operation";
import { calculationNamed } from "./calculation";

/** A calculation that has ended stays as it is: the call succeeds and tells its state. */
export const stopCalculationExecution: Handler<"StopCalculationExecution"> = (context, input) => {
  const calculation = calculationNamed(context, input.CalculationExecutionId);
  context.spark.stop(calculation);
  return { State: calculationNamed(context, calculation.id).state };
};
