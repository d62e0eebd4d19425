import { afterAll, beforeAll, expect, test } from "vitest";
import { type PlanWorld, planWorld } from "../plans.fixture";
import { expectAnswer, type FunctionCase } from "./answers.fixture";

let world: PlanWorld;
beforeAll(async () => {
  world = await planWorld();
});
afterAll(() => world.close());

const cases: FunctionCase[] = [
  ["abs(-1)", 1, "int"],
  ["abs(-1.5)", "1.5", "decimal(2,1)"],
  ["abs(int('-2147483648'))", -2147483648, "int"],
  ["getbit(11, 0)", 1, "tinyint"],
  ["bit_get(11, 2)", 0, "tinyint"],
  ["acos(1)", 0, "double"],
  ["acos(2)", "NaN", "double"],
  ["acosh(1)", 0, "double"],
  ["acosh(0)", "NaN", "double"],
  ["asin(2)", "NaN", "double"],
  ["asinh(0)", 0, "double"],
  ["atan2(0, 0)", 0, "double"],
  ["atanh(1)", "Infinity", "double"],
  ["atanh(2)", "NaN", "double"],
  ["bin(13)", "1101", "string"],
  ["bin(-13)", "1111111111111111111111111111111111111111111111111111111111110011", "string"],
  ["bin(13.3)", "1101", "string"],
  ["bit_count(7)", 3, "int"],
  ["bit_count(-1)", 64, "int"],
  ["bit_count(true)", 1, "int"],
  ["bround(2.5, 0)", "2", "decimal(2,0)"],
  ["bround(25, -1)", 20, "int"],
  ["bround(2.5D)", 2, "double"],
  ["cbrt(27.0)", 3, "double"],
  ["ceil(-0.1)", "0", "decimal(1,0)"],
  ["ceil(5)", 5, "bigint"],
  ["ceil(5.1D)", 6, "bigint"],
  ["ceil(double('NaN'))", 0, "bigint"],
  ["ceiling(-0.1)", "0", "decimal(1,0)"],
  ["conv('100', 2, 10)", "4", "string"],
  ["conv(-10, 16, -10)", "-16", "string"],
  ["conv('-10', 16, 10)", "18446744073709551600", "string"],
  ["conv('zz', 10, 16)", "0", "string"],
  ["conv('10', 1, 10)", null, "string"],
  ["cos(0)", 1, "double"],
  ["cosh(0)", 1, "double"],
  ["cot(1)", 0.6420926159343306, "double"],
  ["degrees(3.141592653589793)", 180, "double"],
  ["e()", Math.E, "double"],
  ["exp(0)", 1, "double"],
  ["exp(1000)", "Infinity", "double"],
  ["expm1(0)", 0, "double"],
  ["factorial(5)", 120, "bigint"],
  ["factorial(21)", null, "bigint"],
  ["floor(-0.1)", "-1", "decimal(1,0)"],
  ["floor(5)", 5, "bigint"],
  ["floor(1e20)", "9223372036854775807", "bigint"],
  ["hex(17)", "11", "string"],
  ["hex(-1)", "FFFFFFFFFFFFFFFF", "string"],
  ["hex('Spark SQL')", "537061726B2053514C", "string"],
  ["hypot(3, 4)", 5, "double"],
  ["ln(1)", 0, "double"],
  ["ln(0)", null, "double"],
  ["ln(-1)", null, "double"],
  ["log(10, 100)", 2, "double"],
  ["log(100)", Math.log(100), "double"],
  ["log(2, 0)", null, "double"],
  ["log10(10)", 1, "double"],
  ["log1p(0)", 0, "double"],
  ["log1p(-1)", null, "double"],
  ["log2(2)", 1, "double"],
  ["nanvl(cast('NaN' as double), 123)", 123, "double"],
  ["nanvl(null, 1D)", null, "double"],
  ["pi()", Math.PI, "double"],
  ["pow(2, 3)", 8, "double"],
  ["power(0, -1)", "Infinity", "double"],
  ["radians(180)", Math.PI, "double"],
  ["rint(12.3456)", 12, "double"],
  ["rint(2.5)", 2, "double"],
  ["round(2.5, 0)", "3", "decimal(2,0)"],
  ["round(2.345, 2)", "2.35", "decimal(4,2)"],
  ["round(-2.5D)", -3, "double"],
  ["round(1.005D, 2)", 1.01, "double"],
  ["round(125, -1)", 130, "int"],
  ["round(25, 1)", 25, "int"],
  ["round(float(0.285), 2)", Math.fround(0.29), "float"],
  ["shiftleft(2, 1)", 4, "int"],
  ["shiftleft(1, 31)", -2147483648, "int"],
  ["shiftleft(1L, 40)", 1099511627776, "bigint"],
  ["shiftright(4, 1)", 2, "int"],
  ["shiftright(-8, 1)", -4, "int"],
  ["shiftrightunsigned(4, 1)", 2, "int"],
  ["shiftrightunsigned(-8, 1)", 2147483644, "int"],
  ["sign(40)", 1, "double"],
  ["signum(-2.5)", -1, "double"],
  ["sin(0)", 0, "double"],
  ["sqrt(4)", 2, "double"],
  ["sqrt(-1)", "NaN", "double"],
  ["sqrt(null)", null, "double"],
  ["tan(0)", 0, "double"],
  ["tanh(0)", 0, "double"],
  ["decode(unhex('537061726B2053514C'), 'UTF-8')", "Spark SQL", "string"],
  ["unhex('F')", "Dw==", "binary"],
  ["unhex('x')", null, "binary"],
  ["width_bucket(5.3, 0.2, 10.6, 5)", 3, "bigint"],
  ["width_bucket(8.1, 0.0, 5.7, 4)", 5, "bigint"],
  ["width_bucket(-0.9, 5.2, 0.5, 2)", 3, "bigint"],
  // hashes: the values of Spark's documentation
  ["crc32('Spark')", 1557323817, "bigint"],
  ["hash('Spark', array(123), 2)", -1321691492, "int"],
  ["hash(1)", -559580957, "int"],
  ["hash(null)", 42, "int"],
  ["md5('Spark')", "8cde774d6f7333752ed72cacddb05126", "string"],
  ["sha('Spark')", "85f5955f4b27a9a4c2aab6ffe5d7189fc298b92c", "string"],
  [
    "sha2('Spark', 256)",
    "529bc3b07127ecb7e53a4dcf1991d9152c24537d919178022b2c42657f79a26b",
    "string",
  ],
  ["sha2('Spark', 1)", null, "string"],
  ["xxhash64('Spark', array(123), 2)", "5602566077635097486", "bigint"],
];

test.each(cases)("%s", (...one) => expectAnswer(world, one));

test("columns are named as Spark names them", async () => {
  const names = await world.names(
    "SELECT acos(1), ceil(-0.1), ceiling(-0.1), ln(1), log(10, 100), pow(2, 3), power(2, 3), sign(40), signum(40), round(2.5), pi(), random() ",
  );
  expect(names).toEqual([
    "ACOS(1)",
    "CEIL(-0.1)",
    "ceiling(-0.1)",
    "ln(1)",
    "LOG(10, 100)",
    "pow(2, 3)",
    "POWER(2, 3)",
    "sign(40)",
    "SIGNUM(40)",
    "round(2.5, 0)",
    "PI()",
    "rand()",
  ]);
});

test("random numbers differ from row to row and stay in their range", async () => {
  const rows = await world.rows("SELECT rand() r, randn() n FROM range(50)");
  const drawn = rows.map(([r]) => Number(r));
  expect(new Set(drawn).size).toBeGreaterThan(40);
  expect(drawn.every((value) => value >= 0 && value < 1)).toBe(true);
});

test("a seed gives the same numbers again", async () => {
  const draw = (seed: number) =>
    world.rows(`SELECT rand(${seed}) r, randn(${seed}) n FROM range(5)`);
  expect(await draw(7)).toEqual(await draw(7));
  expect(await draw(7)).not.toEqual(await draw(8));
});
