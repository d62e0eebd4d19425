import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPythonHost } from "./create-python-host";
import { runCode } from "./python.fixture";
import type { PythonProcess } from "./python-host";

const host = createPythonHost();
let python: PythonProcess;
beforeAll(async () => {
  python = await host.start({ sessionId: "test", signal: new AbortController().signal });
});
afterAll(() => host.close());

const run = (code: string) => runCode(python, code);

describe("a block of code", () => {
  it("prints, and shows the last expression's value", async () => {
    expect(await run("x = 6\nprint('six')\nx * 7")).toMatchObject({
      status: "completed",
      stdout: "six\n42\n",
      stderr: "",
    });
  });

  it("finds what earlier blocks left", async () => {
    await run("def twice(n):\n    return n * 2");
    expect(await run("twice(x)\n")).toMatchObject({ stdout: "12\n" });
    expect(await run("_ + 1")).toMatchObject({ stdout: "13\n" });
  });

  it("shows nothing for None, an assignment, a comment, and no code", async () => {
    for (const code of ["None", "y = 1", "# nothing", "", "print"])
      expect((await run(code)).status).toBe("completed");
    expect(await run("None")).toMatchObject({ stdout: "", stderr: "" });
    expect(await run("")).toMatchObject({ stdout: "", stderr: "" });
  });

  it("writes to both streams, at once and without a newline", async () => {
    expect(
      await run(
        "import sys\nsys.stderr.write('e')\nprint('a', end='')\nprint('b', end='', flush=True)",
      ),
    ).toMatchObject({ stdout: "ab", stderr: "e" });
  });

  it("keeps bytes, surrogates and all of Unicode", async () => {
    const { stdout } = await run(
      "import sys, os\nsys.stdout.buffer.write(b'\\xff\\n')\nsys.stdout.buffer.flush()\nos.write(1, b'raw\\n')\nprint('ä€𝄞')\nprint('\\ud800')\nprint(os.fsdecode(b'\\xe4') == '\\udce4')",
    );
    expect(stdout).toBe("\ufffd\nraw\nä€𝄞\n\\ud800\nTrue\n");
  });

  it("is run by a Python 3 whose modules are there", async () => {
    const { stdout, stderr } = await run(
      "import sys, json, csv, datetime, decimal, collections, xml.etree.ElementTree, zipfile, hashlib, uuid\nprint(sys.version_info >= (3, 14), uuid.uuid4().version, hashlib.sha256(b'a').hexdigest()[:6])",
    );
    expect({ stdout, stderr }).toEqual({ stdout: "True 4 ca9781\n", stderr: "" });
  });
});

describe("an error", () => {
  it("is the user's frame and the message, without a header", async () => {
    expect(await run("x = 1\nfoobar")).toMatchObject({
      status: "failed",
      stdout: "",
      stderr: `  File "<stdin>", line 2, in <module>\nNameError: name 'foobar' is not defined\n`,
    });
  });

  it("lists each function of the user, also of an earlier block", async () => {
    await run("def inner(n):\n    return 1 / n\n\ndef outer(n):\n    return inner(n)");
    expect((await run("outer(0)")).stderr).toBe(
      [
        '  File "<stdin>", line 1, in <module>',
        '  File "<stdin>", line 5, in outer',
        '  File "<stdin>", line 2, in inner',
        "ZeroDivisionError: division by zero",
        "",
      ].join("\n"),
    );
  });

  it("of the grammar is told as Python tells it, and runs nothing", async () => {
    const { status, stdout, stderr } = await run("print('before')\nx = (1 +\n");
    expect({ status, stdout }).toEqual({ status: "failed", stdout: "" });
    expect(stderr).toBe(
      `  File "<stdin>", line 2\n    x = (1 +\n        ^\nSyntaxError: '(' was never closed\n`,
    );
    expect((await run("if True:\nprint(1)")).stderr).toContain(
      "IndentationError: expected an indented block",
    );
  });

  it("hides the frames of libraries", async () => {
    expect((await run("import json\njson.loads('{')")).stderr).toBe(
      `  File "<stdin>", line 2, in <module>\njson.decoder.JSONDecodeError: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)\n`,
    );
  });

  it("shows its cause, and what was handled when it came", async () => {
    const cause = '  File "<stdin>", line 2, in <module>\nValueError: first\n';
    expect(
      (
        await run(
          "try:\n    raise ValueError('first')\nexcept ValueError as e:\n    raise KeyError('second') from e",
        )
      ).stderr,
    ).toBe(
      `${cause}\nThe above exception was the direct cause of the following exception:\n\n  File "<stdin>", line 4, in <module>\nKeyError: 'second'\n`,
    );
    expect(
      (
        await run(
          "try:\n    raise ValueError('first')\nexcept ValueError:\n    raise KeyError('second')",
        )
      ).stderr,
    ).toBe(
      `${cause}\nDuring handling of the above exception, another exception occurred:\n\n  File "<stdin>", line 4, in <module>\nKeyError: 'second'\n`,
    );
    expect(
      (
        await run(
          "try:\n    raise ValueError('first')\nexcept ValueError:\n    raise KeyError('second') from None",
        )
      ).stderr,
    ).toBe(`  File "<stdin>", line 4, in <module>\nKeyError: 'second'\n`);
  });

  it("of endless recursion is short, and the session goes on", async () => {
    const { stderr } = await run("def f():\n    return f()\nf()");
    expect(stderr).toMatch(/\[Previous line repeated \d+ more times\]\nRecursionError: /);
    expect((await run("1 + 1")).stdout).toBe("2\n");
  });

  it("with notes and in groups is whole", async () => {
    const { stderr } = await run(
      "e = ValueError('a')\ne.add_note('a note')\nraise ExceptionGroup('two', [e, TypeError('b')])",
    );
    expect(stderr).toContain("ExceptionGroup: two (2 sub-exceptions)");
    expect(stderr).toContain("a note");
  });

  it("sys.exit fails with its status, and completes without one", async () => {
    expect(await run("import sys\nsys.exit(3)")).toMatchObject({
      status: "failed",
      stderr: `  File "<stdin>", line 2, in <module>\nSystemExit: 3\n`,
    });
    expect(await run("import sys\nsys.exit()")).toMatchObject({ status: "completed", stderr: "" });
  });

  it("input() is refused by name, and standard input is at its end", async () => {
    expect((await run("input('name? ')")).stderr).toContain(
      "RuntimeError: input() is not available",
    );
    expect((await run("import sys\nsys.stdin.read()")).stdout).toBe("''\n");
  });
});
