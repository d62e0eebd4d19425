import { expect, test } from "vitest";
import { partitionName, partitionValues } from "./partition";

const keys = [{ name: "dt" }, { name: "city" }];

test.each([
  [["2024-01-01", "Oslo"], "dt=2024-01-01/city=Oslo"],
  [["a/b=c", '50% off: "x" [y] {z}?'], "dt=a%2Fb%3Dc/city=50%25 off%3A %22x%22 %5By%5D %7Bz}%3F"],
  [["", "Ærø"], "dt=__HIVE_DEFAULT_PARTITION__/city=Ærø"],
])("%j is the folder %s", (values, name) => {
  expect(partitionName(keys, values)).toBe(name);
  expect(partitionValues(keys, name)).toEqual(
    values.map((value) => value || "__HIVE_DEFAULT_PARTITION__"),
  );
});

test.each([
  "dt=1",
  "dt=1/other=2",
  "dt=1/city=",
  "city=1/dt=2",
  "1/2",
  "DT=1/city=2",
  "dt=1/city=2/x=3",
])("%s is no partition of these keys", (name) => {
  expect(partitionValues(keys, name)).toBeUndefined();
});
