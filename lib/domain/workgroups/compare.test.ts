import { describe, expect, it } from "vitest";
import { compareWorkgroups } from "./compare";
import { SECTIONS, type WorkgroupSettings } from "./settings";
import { newSettings } from "./wire";

const workgroup = (
  name: string,
  family: "sql" | "pyspark" | "sparkConnect",
  settings: Partial<WorkgroupSettings> = {},
  withheld: string[] = [],
) => ({ name, family, settings: { ...newSettings(family), ...settings }, withheld });

const rows = (...workgroups: ReturnType<typeof workgroup>[]) =>
  new Map(
    compareWorkgroups(workgroups)
      .flatMap((section) => section.rows)
      .map((row) => [row.setting, row]),
  );
const differing = (...workgroups: ReturnType<typeof workgroup>[]) =>
  [...rows(...workgroups).values()].filter((row) => row.differs).map(({ setting }) => setting);

describe("workgroups side by side", () => {
  it("marks what differs from the first, and nothing where all are the same", () => {
    const a = workgroup("a", "sql", { scanLimitBytes: 5e11, tags: { x: "1", y: "2" } });
    const b = workgroup("b", "sql", { scanLimitBytes: 6e11, tags: { y: "2", x: "1" } });
    const c = workgroup("c", "sql", { scanLimitBytes: 5e11, tags: { x: "1" } });
    expect(differing(a, workgroup("same", "sql", a.settings))).toEqual([]);
    expect(differing(a, b, c)).toEqual(["scanLimitBytes", "tags"]);
    const of = rows(a, b, c);
    expect(of.get("scanLimitBytes")?.cells.map(({ differs }) => differs)).toEqual([
      false,
      true,
      false,
    ]);
    expect(of.get("tags")?.cells.map(({ differs }) => differs)).toEqual([false, false, true]);
  });

  it("compares tags that could not be read with nothing, and says why", () => {
    const unread = { ...workgroup("a", "sql"), tagsProblem: "Not authorized" };
    const b = workgroup("b", "sql", { tags: { x: "1" } });
    const c = workgroup("c", "sql", { tags: { x: "2" } });
    expect(differing(unread, b)).toEqual([]);
    expect(rows(unread, b, c).get("tags")?.cells).toEqual([
      { name: "a", applies: true, differs: false, unread: "Not authorized" },
      { name: "b", applies: true, differs: false },
      { name: "c", applies: true, differs: true },
    ]);
  });

  it("keeps the order of sections and leaves out what applies to none", () => {
    const sections = compareWorkgroups([workgroup("a", "sql"), workgroup("b", "sql")]);
    const order = sections.map(({ section }) => SECTIONS.indexOf(section));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order.length).toBeGreaterThan(3);
    expect(rows(workgroup("a", "sql")).has("sparkProperties")).toBe(false);
  });

  it("compares a setting among the engines that have it", () => {
    const spark = workgroup("spark", "pyspark", { sparkProperties: { a: "1" } });
    const limit = rows(spark, workgroup("sql", "sql", { scanLimitBytes: 1e7 })).get(
      "scanLimitBytes",
    );
    expect(limit).toMatchObject({
      differs: false,
      cells: [
        { name: "spark", applies: false, differs: false },
        { name: "sql", applies: true, differs: false },
      ],
    });
  });

  it("compares what is withheld with nothing, also where the other one may be seen", () => {
    const path = "sparkProperties.fs.s3a.secret.key";
    const mine = workgroup("mine", "pyspark", {
      sparkProperties: { "fs.s3a.secret.key": "told", "spark.a": "1" },
    });
    const theirs = workgroup("theirs", "pyspark", { sparkProperties: { "spark.a": "1" } }, [path]);
    expect(rows(mine, theirs).get("sparkProperties")).toMatchObject({
      differs: false,
      partly: true,
    });
    const other = workgroup("other", "pyspark", { sparkProperties: { "spark.a": "2" } }, [path]);
    expect(rows(mine, other).get("sparkProperties")).toMatchObject({ differs: true, partly: true });
    const deep = (value: string, withheld: string[]) =>
      workgroup(
        value,
        "sparkConnect",
        { classifications: { "spark-defaults": { "x.secret": value, b: "1" } } },
        withheld,
      );
    const hidden = ["classifications.spark-defaults.x.secret"];
    expect(rows(deep("1", []), deep("", hidden)).get("classifications")).toMatchObject({
      differs: false,
      partly: true,
    });
    expect(rows(deep("1", []), deep("2", [])).get("classifications")?.differs).toBe(true);
  });
});
