import { describe, expect, it } from "vitest";
import { tokenizePython } from "./python-text";

const kinds = (code: string) =>
  tokenizePython(code)
    .filter(({ kind, text }) => kind !== "plain" && text.trim() !== "")
    .map(({ kind, text }) => `${kind}:${text}`);

describe("tokenizePython", () => {
  it.each([
    "df = spark.sql('select 1')\ndf.show()  # all of it\n",
    'f"""a {x} "quoted" b""" + r\'\\d\' + "unfinished',
    "%%sql\nSELECT 'a' AS \"b\"",
    "'''unfinished\n\"",
    "名前 = 1 % 2\n\t@decorator\n",
    "",
  ])("loses nothing of %j", (code) =>
    expect(
      tokenizePython(code)
        .map(({ text }) => text)
        .join(""),
    ).toBe(code),
  );

  it("tells words apart", () => {
    expect(kinds("for x in range(3): print(x) # x")).toEqual([
      "keyword:for",
      "keyword:in",
      "builtin:range",
      "builtin:print",
      "comment:# x",
    ]);
    expect(kinds("df.filter(df.print == 'if').show()")).toEqual([
      "function:filter",
      "string:'if'",
      "function:show",
    ]);
    expect(kinds('x = f"a" + "#b" # c')).toEqual(['string:f"a"', 'string:"#b"', "comment:# c"]);
    expect(kinds("a % b\n%time x")).toEqual(["comment:%time x"]);
  });
});
