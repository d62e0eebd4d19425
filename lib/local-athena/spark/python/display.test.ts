import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPythonHost } from "./create-python-host";
import { runCode } from "./python.fixture";
import type { PythonProcess } from "./python-host";

const PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAYAAAC56t6BAAAAEklEQVR4nGP4z8DwHwRBGMYBAE/lB/lrO7wHAAAAAElFTkSuQmCC";

const host = createPythonHost();
let python: PythonProcess;
beforeAll(async () => {
  python = await host.start({ sessionId: "test", signal: new AbortController().signal });
});
afterAll(() => host.close());

const run = (code: string) => runCode(python, code);

describe("display", () => {
  it("shows the text of any object", async () => {
    const { displays, stdout } = await run("display(1, 'two')");
    expect(stdout).toBe("");
    expect(displays).toEqual([
      { data: { "text/plain": "1" }, metadata: {} },
      { data: { "text/plain": "'two'" }, metadata: {} },
    ]);
  });

  it("asks the object what it looks like", async () => {
    const { displays } = await run(
      [
        "class Shape:",
        "    def _repr_html_(self): return '<b>shape</b>'",
        "    def _repr_svg_(self): return '<svg/>'",
        "    def _repr_png_(self): return b'\\x89PNG', {'width': 2}",
        "    def _repr_markdown_(self): return None",
        "    def _repr_mimebundle_(self, include=None, exclude=None): return {'text/plain': 'a shape', 'text/html': '<i>bundle</i>'}",
        "display(Shape())",
      ].join("\n"),
    );
    expect(displays).toEqual([
      {
        data: {
          "text/plain": "a shape",
          "text/html": "<i>bundle</i>",
          "image/svg+xml": "<svg/>",
          "image/png": "iVBORw==",
        },
        metadata: { "image/png": { width: 2 } },
      },
    ]);
  });

  it("shows the objects of IPython.display", async () => {
    const { displays, stderr } = await run(
      [
        "import base64",
        "from IPython.display import *",
        "from IPython.display import display, HTML, Image, SVG, Markdown, JSON, Latex",
        `png = base64.b64decode('${PNG}')`,
        "open('dot.png', 'wb').write(png)",
        "display(HTML('<p>'), Markdown('# m'), SVG('<svg/>'), JSON({'a': [1]}), Latex('$x$'), Image(data=png), Image('dot.png', width=10))",
      ].join("\n"),
    );
    expect(stderr).toBe("");
    expect(displays.map(({ data }) => data)).toEqual([
      { "text/plain": "<IPython.core.display.HTML object>", "text/html": "<p>" },
      { "text/plain": "<IPython.core.display.Markdown object>", "text/markdown": "# m" },
      { "text/plain": "<IPython.core.display.SVG object>", "image/svg+xml": "<svg/>" },
      { "text/plain": "<IPython.core.display.JSON object>", "application/json": { a: [1] } },
      { "text/plain": "<IPython.core.display.Latex object>", "text/latex": "$x$" },
      { "text/plain": "<IPython.core.display.Image object>", "image/png": PNG },
      { "text/plain": "<IPython.core.display.Image object>", "image/png": PNG },
    ]);
    expect(displays.slice(5).map(({ metadata }) => metadata)).toEqual([
      { "image/png": { width: 2, height: 3 } },
      { "image/png": { width: 10 } },
    ]);
  });

  it("shows a plotly-like figure by its JSON", async () => {
    const { displays } = await run(
      'class Figure:\n    def to_plotly_json(self): return {}\n    def to_json(self): return \'{"data": [], "layout": {}}\'\ndisplay(Figure())',
    );
    expect(displays[0]?.data["application/vnd.plotly.v1+json"]).toEqual({ data: [], layout: {} });
  });

  it("refuses addresses, for a session has no network", async () => {
    expect((await run("Image(url='https://example.com/a.png')")).stderr).toBe(
      '  File "<stdin>", line 1, in <module>\nValueError: a session has no network: give the data, or a file of the session\n',
    );
    expect((await run("Image(data=b'nothing')")).stderr).toContain(
      "ValueError: these bytes are no png, jpeg, gif or webp image",
    );
  });

  it("comes in order with output", async () => {
    const order: string[] = [];
    await python.run("print('a')\ndisplay(1)\nprint('b')", {
      stdout: async (bytes) => void order.push(Buffer.from(bytes).toString().trim()),
      stderr: async () => {},
      display: async () => void order.push("display"),
      request: async () => ({}),
    });
    expect(order.filter(Boolean)).toEqual(["a", "display", "b"]);
  });
});

describe("the last expression's value", () => {
  it("is displayed in place of its text when it is made to be", async () => {
    const { stdout, displays } = await run("HTML('<p>')");
    expect(stdout).toBe("");
    expect(displays).toHaveLength(1);
  });

  it("is displayed beside its text when it can be drawn", async () => {
    const { stdout, displays } = await run(
      "class Drawn:\n    def __repr__(self): return 'drawn'\n    def _repr_svg_(self): return '<svg/>'\nDrawn()",
    );
    expect(stdout).toBe("drawn\n");
    expect(displays[0]?.data).toEqual({ "text/plain": "drawn", "image/svg+xml": "<svg/>" });
    expect((await run("Drawn")).displays).toEqual([]);
  });
});
