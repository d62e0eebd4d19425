import type { Handler } from "../operation";
import { readListToken } from "../paging";
import { capacityReservationOf, removeExpiredReservations } from "./capacity-reservation";

/** All reservations in name order, those that were cancelled within the last 45 days included. */
export const listCapacityReservations: Handler<"ListCapacityReservations"> = (context, input) => {
  const after = readListToken(context, "ListCapacityReservations", [], input.NextToken)?.[0];
  removeExpiredReservations(context);
  const { records, more } = context.capacityReservations.list(
    input.MaxResults ?? 50,
    after === undefined ? undefined : String(after),
  );
  const last = records.at(-1);
  return {
    CapacityReservations: records.map(capacityReservationOf),
    NextToken:
      more && last
        ? context.pageTokens.write("ListCapacityReservations", [], [last.name])
        : undefined,
  };
};
