/** What a spreadsheet would take for a formula, even in quotes. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** One line of CSV, every value quoted; what a spreadsheet would compute is led by an apostrophe instead. */
export const csvLine = (values: readonly string[]): string =>
  `${values.map((value) => `"${(FORMULA.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`).join(",")}\n`;
