import { expect, test } from "vitest";
import { ENGINE_FAMILIES } from "@/lib/domain/engines";
import { SETTING_IDS } from "@/lib/domain/workgroups/setting-table";
import { formOrder } from "./form-order";

test("every setting has one place; a role stands with what needs it", () => {
  for (const family of ENGINE_FAMILIES)
    expect([...formOrder(family)].sort()).toEqual([...SETTING_IDS].sort());
  const sql = formOrder("sql");
  expect(sql.indexOf("executionRole")).toBe(sql.indexOf("identityCenterInstance") + 1);
  expect(formOrder("pyspark")).toEqual(SETTING_IDS);
});
