import { readFile, stat } from "node:fs/promises";
import { expect, type Locator, type Page } from "@playwright/test";
import { ENDLESS_CODE, idleSession, ranCode, startCode } from "../fixtures/spark";
import { test } from "../fixtures/test";
import { violations } from "../fixtures/violations";
import { CalculationPage } from "../pages/calculation-page";
import { RunPage } from "../pages/run-page";
import { Shell } from "../pages/shell";
import { SignInPage } from "../pages/sign-in-page";

let sessionId: string;
let starter: Page;

// One session for the file: a calculation more costs nothing, a session more is a process.
test.beforeEach(async ({ otherPage, signInAs }) => {
  starter = await otherPage();
  await signInAs("analyst", starter);
  sessionId ??= await idleSession(starter);
});

test("output is seen while the code runs, followed until the reader scrolls up, and stopped", async ({
  page,
  signInAs,
}) => {
  await signInAs("analyst");
  const id = await startCode(
    starter,
    sessionId,
    "import time\nfor n in range(100_000):\n    print('line', n)\n    if n > 200: time.sleep(0.02)",
  );
  const calculation = new CalculationPage(page);
  await calculation.open(id);
  const { stdout } = calculation;
  await expect(calculation.state("Running")).toBeVisible();
  await expect(stdout.extent).toContainText("following");
  await expect(stdout.rows.last()).toContainText(/line \d{3}/);
  const last = await textOf(stdout.rows.last());
  await expect(stdout.rows.last()).not.toHaveText(last);

  await stdout.text.hover();
  await page.mouse.wheel(0, -600);
  await expect(stdout.follow).toBeVisible();
  const seen = await textOf(stdout.rows.first());
  const size = await textOf(stdout.extent);
  await expect(stdout.extent).not.toHaveText(size);
  await expect(stdout.rows.first()).toHaveText(seen);
  await stdout.follow.click();
  await expect(stdout.follow).toHaveCount(0);
  await expect(stdout.rows.last()).not.toContainText(seen);

  await calculation.stop.click();
  await calculation.confirmStop.click();
  await expect(calculation.state("Canceled")).toBeVisible();
  await expect(calculation.end).toContainText(/cancel/i);
  await expect(calculation.states).toContainText("Running");
  await expect(stdout.extent).not.toContainText("following");
});

test("100 MB are read from any place with a bounded number of rows and bytes", async ({
  page,
  signInAs,
}) => {
  test.setTimeout(120_000);
  await signInAs("viewer");
  const id = await ranCode(
    starter,
    sessionId,
    `import sys
block = ''.join('%07d %s\\n' % (n, 'x' * 91) for n in range(10_000))
for n in range(100):
    sys.stdout.write(block)
    if n == 70: print('a needle in the hay')
print('the end')`,
  );
  const calculation = new CalculationPage(page);
  let heldBytes = 0;
  page.on("response", async (response) => {
    if (response.url().includes("/output?"))
      heldBytes = Math.max(heldBytes, (await response.body()).length);
  });
  await calculation.open(id);
  const { stdout } = calculation;
  await expect(stdout.extent).toContainText("100 MB, here 0 B to");
  await expect(stdout.rows.first()).toContainText("0000000 xxx");
  const bounded = async () => {
    expect(await stdout.rows.count()).toBeLessThan(200);
    expect(heldBytes).toBeLessThan(200_000);
    expect(spanBytes(await textOf(stdout.extent))).toBeLessThanOrEqual(560_000);
  };
  await bounded();

  // Far down by the wheel: slices come below and go above, and lines stay whole.
  await stdout.text.hover();
  await expect(async () => {
    // Turned at the end of what has come so far, the wheel does nothing.
    await page.mouse.wheel(0, 8_000);
    expect(await textOf(stdout.extent)).not.toContain("here 0 B");
  }).toPass({ intervals: [50] });
  for (const line of await stdout.rows.allInnerTexts()) expect(line).toMatch(/^\d{7} x{91}$/);
  await bounded();

  await stdout.toEnd.click();
  await expect(stdout.rows.last()).toHaveText("the end");
  await bounded();
  await stdout.toStart.click();
  await expect(stdout.rows.first()).toContainText("0000000 xxx");

  await stdout.find.click();
  await stdout.findText.fill("A Needle");
  await expect(stdout.findCount).toHaveText("none");
  await stdout.searchOn.click();
  await expect(stdout.marks).toHaveText("a needle");
  await expect(stdout.marks).toBeInViewport();
  await expect(stdout.findCount).toHaveText("1 of 1");
  await bounded();

  await stdout.place.fill("50000000");
  await expect(stdout.extent).toContainText(/here (49\.9|50\.0) MB/);
  await bounded();
});

test("what is found is counted, marked and brought into sight", async ({ page, signInAs }) => {
  await signInAs("viewer");
  const id = await ranCode(
    starter,
    sessionId,
    "for n in range(3000): print('line', n, 'NEEDLE' if n % 1000 == 0 else '')\nprint('tail ' * 200)",
  );
  const { stdout, ...calculation } = new CalculationPage(page);
  await calculation.open(id);
  await expect(stdout.rows.first()).toHaveText(/line 0 NEEDLE/);
  await stdout.text.focus();
  await page.keyboard.press("ControlOrMeta+f");
  await stdout.findText.fill("needle");
  await expect(stdout.findCount).toHaveText("1 of 3");
  await page.keyboard.press("Enter");
  await expect(stdout.findCount).toHaveText("2 of 3");
  await expect(stdout.rows.filter({ hasText: "line 1000 NEEDLE" })).toBeInViewport();
  await stdout.previous.click();
  await stdout.previous.click();
  await expect(stdout.findCount).toHaveText("3 of 3");
  await expect(stdout.rows.filter({ hasText: "line 2000 NEEDLE" })).toBeInViewport();
  await page.keyboard.press("Escape");
  await expect(stdout.findText).toHaveCount(0);

  await stdout.text.focus();
  await page.keyboard.press("End");
  await expect(stdout.rows.last()).toHaveText(/^(tail ){200}$/);
  await stdout.wrap.click();
  await expect(stdout.rows.last()).not.toHaveText(/^(tail ){200}$/);
  const downloading = page.waitForEvent("download");
  await stdout.download.click();
  const file = await (await downloading).path();
  expect((await stat(file)).size).toBeGreaterThan(30_000);
  expect(await readFile(file, "utf8")).toContain("line 2999");
});

test("colours are colours and markup is text", async ({ page, signInAs }) => {
  await signInAs("viewer");
  const id = await ranCode(
    starter,
    sessionId,
    `print('\\x1b[31mred\\x1b[0m <img src=x onerror="window.hostile = 1">')
print('10 %\\r100 %')`,
  );
  const { stdout, ...calculation } = new CalculationPage(page);
  await calculation.open(id);
  await expect(stdout.rows).toHaveText(['red <img src=x onerror="window.hostile = 1">', "100 %"]);
  const red = stdout.rows.first().getByText("red", { exact: true });
  await expect(red).toHaveCSS("color", await colourOf(page, "--bad"));
  expect(await page.evaluate(() => "hostile" in window)).toBe(false);
});

test("HTML of the code stands in a frame in which nothing runs", async ({ page, signInAs }) => {
  await signInAs("viewer");
  const id = await ranCode(
    starter,
    sessionId,
    `from IPython.display import display, HTML
display(HTML('''<p>shown</p><script>document.title = "ran"; parent.hostile = 1; top.hostile = 1</script>
<img src=x onerror="parent.hostile = 2"><svg onload="parent.hostile = 3"></svg>
<form action="https://example.invalid"><button>send</button></form>
<a href="javascript:parent.hostile = 4">link</a><iframe srcdoc="<script>top.hostile = 5</script>"></iframe>'''))`,
  );
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  const calculation = new CalculationPage(page);
  await calculation.open(id);
  const frame = calculation.htmlFrame();
  await expect(frame.getByText("shown")).toBeVisible();
  await frame.getByText("link").click();
  await frame.getByRole("button", { name: "send" }).click();
  expect(await page.evaluate(() => "hostile" in window)).toBe(false);
  await expect(frame.locator("title")).toHaveCount(0);
  const origin = new URL(page.url()).origin;
  expect(
    requests.filter((url) => !url.startsWith(origin) && !/^(data|blob|about):/.test(url)),
  ).toEqual([]);
  expect(page.url()).toContain(`/calculations/${id}`);
});

test("a failure tells why, with its traceback, and leads to the editor", async ({
  page,
  signInAs,
}) => {
  await signInAs("analyst");
  const id = await ranCode(starter, sessionId, "print('before')\nfoobar");
  const calculation = new CalculationPage(page);
  await calculation.open(id);
  await expect(calculation.state("Failed")).toBeVisible();
  await expect(calculation.end).toContainText("NameError: name 'foobar' is not defined");
  await expect(calculation.stdout.rows).toHaveText(["before"]);
  await expect(calculation.stderr.text).toContainText('File "<stdin>", line 2, in <module>');
  await expect(calculation.code).toContainText("foobar");
  await calculation.editAndRun.click();
  const run = new RunPage(page);
  await expect(run.code).toContainText("foobar");
});

test("the same code runs again, in another session", async ({ page, signInAs }) => {
  await signInAs("analyst");
  const id = await ranCode(starter, sessionId, "print('again', 6 * 7)");
  const other = await idleSession(page);
  const calculation = new CalculationPage(page);
  await calculation.open(id);
  await calculation.runAgain.click();
  await calculation.chooseSession(new RegExp(`^${other.slice(0, 4)}…${other.slice(-4)}`));
  await calculation.runCode.click();
  await expect(page).not.toHaveURL(new RegExp(id));
  await expect(calculation.state("Completed")).toBeVisible();
  await expect(calculation.stdout.rows).toHaveText(["again 42"]);
  await page.request.post(`/api/sessions/${other}/terminate`, { data: {} });
});

test("a link opens for everyone with the right, after signing in, and says when there is nothing", async ({
  page,
  signInAs,
}) => {
  const id = await ranCode(starter, sessionId, "print('for you')");
  const calculation = new CalculationPage(page);
  await calculation.open(id);
  const signIn = new SignInPage(page);
  await expect(signIn.heading).toBeVisible();
  await signInAs("viewer");
  await calculation.open(id);
  await expect(calculation.stdout.rows).toHaveText(["for you"]);
  await expect(calculation.runAgain).toHaveAttribute("aria-disabled", "true");
  await expect(calculation.runAgain).toHaveAccessibleDescription("Needs the analyst role");
  await calculation.open("00000000-0000-8000-8000-000000000000");
  await expect(calculation.notFound).toBeVisible();
});

test("who may stop: the one who started it, or an admin", async ({ page, signInAs, otherPage }) => {
  const admin = await otherPage();
  await signInAs("admin", admin);
  const id = await startCode(admin, sessionId, ENDLESS_CODE);
  await signInAs("analyst");
  const calculation = new CalculationPage(page);
  await calculation.open(id);
  await expect(calculation.stdout.rows).toHaveText(["begun"]);
  await expect(calculation.stop).toHaveAttribute("aria-disabled", "true");
  await expect(calculation.stop).toHaveAccessibleDescription(/Only who started it/);
  const refused = await page.request.post(`/api/calculations/${id}/stop`, { data: {} });
  expect(refused.status()).toBe(403);

  const viewer = await otherPage();
  await signInAs("viewer", viewer);
  const started = await viewer.request.post(`/api/sessions/${sessionId}/calculations`, {
    data: { code: "1", clientRequestToken: crypto.randomUUID() },
  });
  expect(started.status()).toBe(403);
  const run = new RunPage(viewer);
  await run.open(sessionId);
  await run.code.fill("1");
  await expect(run.run).toHaveAccessibleDescription("Needs the analyst role");

  const own = new CalculationPage(admin);
  await own.open(id);
  await own.stop.click();
  await own.confirmStop.click();
  await expect(own.state("Canceled")).toBeVisible();
  // The other's page learns of it by itself.
  await expect(calculation.state("Canceled")).toBeVisible();
});

test("the pages have no violation", async ({ page, signInAs }) => {
  await signInAs("analyst");
  const id = await ranCode(
    starter,
    sessionId,
    "print('\\x1b[31mred\\x1b[0m \\x1b[32mgreen\\x1b[0m')\nfoobar",
  );
  const calculation = new CalculationPage(page);
  await calculation.open(id);
  await expect(calculation.stderr.text).toBeVisible();
  await calculation.stdout.find.click();
  await calculation.stdout.findText.fill("red");
  await expect(calculation.stdout.marks).toBeVisible();
  expect(await violations(page)).toEqual([]);
  const run = new RunPage(page);
  await run.open(sessionId);
  await run.history.first().getByRole("button").first().click();
  await expect(run.stdout.rows.first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test.describe("at 390 px", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });
  test("nothing scrolls sideways but the output", async ({ page, signInAs }) => {
    await signInAs("analyst");
    const shell = new Shell(page);
    const id = await ranCode(starter, sessionId, "print('wide ' * 100)");
    const { stdout, ...calculation } = new CalculationPage(page);
    await calculation.open(id);
    await expect(stdout.rows.first()).toBeVisible();
    expect(await shell.sidewaysPx()).toBe(0);
    const run = new RunPage(page);
    await run.open(sessionId);
    await expect(run.code).toBeVisible();
    expect(await shell.sidewaysPx()).toBe(0);
  });
});

const textOf = async (locator: Locator) => (await locator.textContent()) ?? "";

const UNITS: Record<string, number> = { B: 1, kB: 1e3, MB: 1e6 };

/** The bytes that "100 MB, here 1.20 MB to 1.72 MB" says are held. */
function spanBytes(extent: string): number {
  const match = /here ([\d.]+) (\w+) to ([\d.]+) (\w+)/.exec(extent) ?? [];
  const [, from = "0", fromUnit = "B", to = "0", toUnit = "B"] = match;
  return Number(to) * (UNITS[toUnit] ?? 1) - Number(from) * (UNITS[fromUnit] ?? 1);
}

/** A colour of the theme as the browser computes it. */
const colourOf = (page: Page, role: string) =>
  page.evaluate((name) => {
    const probe = document.createElement("span");
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }, role);
