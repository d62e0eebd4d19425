import { expect, test } from "vitest";
import { orderText } from "@/components/data/list-order";
import type { ListedReservation } from "@/lib/contracts/capacity-reservations";
import { orders, rowsFor } from "./rows";

const row = (name: string, more: Partial<ListedReservation> = {}): ListedReservation => ({
  name,
  state: "ACTIVE",
  targetDpus: 24,
  allocatedDpus: 24,
  workgroups: [],
  ...more,
});
const all = [
  row("etl-10", { targetDpus: 40, workgroups: ["etl"] }),
  row("etl-9", { state: "PENDING", allocatedDpus: 0 }),
  row("old", { state: "CANCELLED", createdAt: 1 }),
];
const names = (filter: Parameters<typeof rowsFor>[1], sort = "name") =>
  rowsFor(all, filter, orders.parse(sort)).map(({ name }) => name);

test("shows what is current, cancelled, or both, by name or workgroup", () => {
  expect(names({ text: "", state: "current" })).toEqual(["etl-9", "etl-10"]);
  expect(names({ text: "", state: "cancelled" })).toEqual(["old"]);
  expect(names({ text: "ETL", state: "all" })).toEqual(["etl-9", "etl-10"]);
  expect(names({ text: "L-1", state: "all" })).toEqual(["etl-10"]);
});

test("sorts by any column in either direction; what has no value comes last", () => {
  expect(names({ text: "", state: "all" }, "-target")).toEqual(["etl-10", "etl-9", "old"]);
  expect(names({ text: "", state: "all" }, "created")).toEqual(["old", "etl-9", "etl-10"]);
  expect(names({ text: "", state: "all" }, "-created")).toEqual(["old", "etl-9", "etl-10"]);
  expect(names({ text: "", state: "all" }, "state")).toEqual(["etl-9", "etl-10", "old"]);
});

test("an order turns around with the second press, and anything else is by name", () => {
  expect(orderText(orders.next(orders.parse("target"), "target"))).toBe("-target");
  expect(orderText(orders.next(orders.parse("-target"), "created"))).toBe("created");
  expect(orders.parse("-nonsense")).toEqual({ by: "name", descending: false });
});
