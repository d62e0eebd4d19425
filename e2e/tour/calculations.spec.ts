import { expect } from "@playwright/test";
import { idleSession, ranCode, startCode } from "../fixtures/spark";
import { test } from "../fixtures/test";
import { CalculationPage } from "../pages/calculation-page";
import { RunPage } from "../pages/run-page";
import { LOOKS, picture } from "./picture";

const DISPLAYED = `from IPython.display import display, HTML, Markdown, SVG
print('\\x1b[32mok\\x1b[0m  12 files read')
display(Markdown('## Delays\\n\\nA **table** follows.\\n\\n| a | b |\\n|---|---|\\n| 1 | 2 |\\n'))
display(HTML('<table><tr><th>origin</th><th>delay</th></tr><tr><td>ORD</td><td>11.9</td></tr></table>'))
display(SVG('<svg xmlns="http://www.w3.org/2000/svg" width="320" height="120"><rect width="40" height="100" x="10" y="10" fill="#5b4bd4"/></svg>'))
flights = {'fields': [{'name': 'origin', 'type': 'string'}, {'name': 'flights', 'type': 'integer'}]}
display({'application/vnd.dataresource+json': {'schema': flights, 'data': [{'origin': 'ORD', 'flights': 12}]}}, raw=True)`;
const LARGE = "for n in range(60_000): print(n, 'x' * (n % 90))";
const SLOW = `import time
for n in range(100_000):
    print('line', n, 'of many lines that come one after the other')
    if n > 100: time.sleep(0.02)`;

for (const [look, use] of Object.entries(LOOKS)) {
  test.describe(look, () => {
    test.use(use);

    test("calculations", async ({ page, signInAs }) => {
      await signInAs("analyst");
      const session = await idleSession(page);
      const calculation = new CalculationPage(page);
      const { stdout } = calculation;

      await calculation.open(await ranCode(page, session, DISPLAYED));
      await expect(calculation.htmlFrame().getByText("ORD")).toBeVisible();
      await picture(page, `calculation-completed-${look}`);
      await calculation.displayed.scrollIntoViewIfNeeded();
      await picture(page, `calculation-displayed-${look}`);

      await calculation.open(await ranCode(page, session, "print('before')\nfoobar"));
      await expect(calculation.stderr.text).toBeVisible();
      await picture(page, `calculation-failed-${look}`);

      await calculation.open(await ranCode(page, session, LARGE));
      await stdout.find.click();
      await stdout.findText.fill("1");
      await expect(stdout.marks.first()).toBeVisible();
      await picture(page, `calculation-large-${look}`);

      await calculation.open(await startCode(page, session, SLOW));
      await expect(stdout.rows.first()).toBeVisible();
      await picture(page, `calculation-running-${look}`);
      await calculation.stop.click();
      await picture(page, `calculation-stop-${look}`);
      await calculation.confirmStop.click();
      await expect(calculation.state("Canceled")).toBeVisible();
      await calculation.runAgain.click();
      await expect(calculation.dialog).toBeVisible();
      await picture(page, `calculation-again-${look}`);

      const run = new RunPage(page);
      await run.open(session);
      await expect(run.history.first()).toBeVisible();
      await expect(run.sessionState("Idle")).toBeVisible();
      await run.runCode(
        "flights = spark.table('sample.flights')\nflights.groupBy('origin').count().show(5)",
      );
      await expect(run.state("Completed")).toBeVisible();
      await picture(page, `run-code-${look}`);
    });
  });
}
