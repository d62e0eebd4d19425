import { afterAll, beforeAll, expect, test } from "vitest";
import { type PlanWorld, planWorld } from "../plans.fixture";
import type { FunctionCase } from "./function-cases.fixture";

let world: PlanWorld;
beforeAll(async () => {
  world = await planWorld();
});
afterAll(() => world.close());

const answer = async (sql: string) => {
  const query = `SELECT ${sql} AS v`;
  const [row] = await world.rows(query);
  return [row?.[0], (await world.schema(query)).slice("struct<v:".length, -1)];
};

const cases: FunctionCase[] = [
  ["ascii('222')", 50, "int"],
  ["ascii('')", 0, "int"],
  ["base64('Spark SQL')", "U3BhcmsgU1FM", "string"],
  ["bit_length('Spark SQL')", 72, "int"],
  ["btrim('    SparkSQL   ')", "SparkSQL", "string"],
  ["btrim('SSparkSQLS', 'SL')", "parkSQ", "string"],
  ["char(65)", "A", "string"],
  ["chr(256 + 66)", "B", "string"],
  ["chr(-1)", "", "string"],
  ["char_length('Spark SQL ')", 10, "int"],
  ["concat('Spark', 'SQL')", "SparkSQL", "string"],
  ["concat('a', NULL)", null, "string"],
  ["concat(1, 'a', true)", "1atrue", "string"],
  ["concat(array(1, 2, 3), array(4, 5), array(6))", [1, 2, 3, 4, 5, 6], "array<int>"],
  ["concat(array(1), NULL)", null, "array<int>"],
  ["concat()", "", "string"],
  ["concat_ws(' ', 'Spark', 'SQL')", "Spark SQL", "string"],
  ["concat_ws('s')", "", "string"],
  ["concat_ws('/', 'foo', null, 'bar')", "foo/bar", "string"],
  ["concat_ws('/', 'a', array('b', null, 'c'))", "a/b/c", "string"],
  ["concat_ws(null, 'Spark', 'SQL')", null, "string"],
  ["decode(encode('abc', 'utf-8'), 'utf-8')", "abc", "string"],
  ["encode('é', 'ISO-8859-1')", "6Q==", "binary"],
  ["hex(encode('a', 'UTF-16'))", "FEFF0061", "string"],
  ["elt(1, 'scala', 'java')", "scala", "string"],
  ["elt(2, 'a', 1)", "1", "string"],
  ["elt(3, 'a', 'b')", null, "string"],
  ["find_in_set('ab','abc,b,ab,c,def')", 3, "int"],
  ["find_in_set('a,b','a,b')", 0, "int"],
  ["format_number(12332.123456, 4)", "12,332.1235", "string"],
  ["format_number(12332.123456, '##################.###')", "12332.123", "string"],
  ["format_number(5, 0)", "5", "string"],
  ["format_number(0.125D, 2)", "0.12", "string"],
  ["format_number(1234567, -1)", null, "string"],
  ["format_string('Hello World %d %s', 100, 'days')", "Hello World 100 days", "string"],
  ["printf('%.2f %5d|%-5s|', 3.14159D, 42, 'x')", "3.14    42|x    |", "string"],
  ["initcap('sPark sql')", "Spark Sql", "string"],
  ["instr('SparkSQL', 'SQL')", 6, "int"],
  ["instr('abc', 'z')", 0, "int"],
  ["lcase('SparkSql')", "sparksql", "string"],
  ["left('Spark SQL', 3)", "Spa", "string"],
  ["left('Spark SQL', -1)", "", "string"],
  ["length('Spark SQL ')", 10, "int"],
  ["length(X'0102')", 2, "int"],
  ["length('aé😀')", 3, "int"],
  ["levenshtein('kitten', 'sitting')", 3, "int"],
  ["levenshtein('', 'ab')", 2, "int"],
  ["locate('bar', 'foobarbar')", 4, "int"],
  ["locate('bar', 'foobarbar', 5)", 7, "int"],
  ["locate('bar', 'foobarbar', 0)", 0, "int"],
  ["position('bar' IN 'foobarbar')", 4, "int"],
  ["lpad('hi', 5, '??')", "???hi", "string"],
  ["lpad('hi', 1, '??')", "h", "string"],
  ["lpad('hi', 5)", "   hi", "string"],
  ["lpad('hi', 5, '')", "hi", "string"],
  ["ltrim('    SparkSQL   ')", "SparkSQL   ", "string"],
  ["trim(BOTH 'SL' FROM 'SSparkSQLS')", "parkSQ", "string"],
  ["trim(LEADING FROM '  x ')", "x ", "string"],
  ["trim(TRAILING 'SL' FROM 'SSparkSQLS')", "SSparkSQ", "string"],
  ["octet_length('é')", 2, "int"],
  ["overlay('Spark SQL' PLACING '_' FROM 6)", "Spark_SQL", "string"],
  ["overlay('Spark SQL' PLACING 'ANSI ' FROM 7 FOR 0)", "Spark ANSI SQL", "string"],
  ["overlay('Spark SQL' PLACING 'tructured' FROM 2 FOR 4)", "Structured SQL", "string"],
  ["repeat('123', 2)", "123123", "string"],
  ["repeat('123', -1)", "", "string"],
  ["replace('ABCabc', 'abc', 'DEF')", "ABCDEF", "string"],
  ["replace('ABCabc', 'abc')", "ABC", "string"],
  ["reverse('Spark SQL')", "LQS krapS", "string"],
  ["reverse(array(2, 1, 4, 3))", [3, 4, 1, 2], "array<int>"],
  ["right('Spark SQL', 3)", "SQL", "string"],
  ["rpad('hi', 5, '??')", "hi???", "string"],
  ["rtrim('    SparkSQL   ')", "    SparkSQL", "string"],
  ["soundex('Miller')", "M460", "string"],
  ["soundex('Ashcraft')", "A261", "string"],
  ["soundex('123')", "123", "string"],
  ["concat(space(2), '1')", "  1", "string"],
  ["substring('Spark SQL', 5)", "k SQL", "string"],
  ["substr('Spark SQL', -3)", "SQL", "string"],
  ["substring('Spark SQL', 5, 1)", "k", "string"],
  ["substring('Spark SQL' FROM -3 FOR 2)", "SQ", "string"],
  ["substring('abc', 0, 2)", "ab", "string"],
  ["substring('abc', -5, 3)", "a", "string"],
  ["substring('abc', 2, -1)", "", "string"],
  ["hex(substring(X'010203', 2, 1))", "02", "string"],
  ["substring_index('www.apache.org', '.', 2)", "www.apache", "string"],
  ["substring_index('www.apache.org', '.', -2)", "apache.org", "string"],
  ["substring_index('www.apache.org', '.', 9)", "www.apache.org", "string"],
  ["translate('AaBbCc', 'abc', '123')", "A1B2C3", "string"],
  ["translate('abc', 'ab', 'x')", "xc", "string"],
  ["ucase('SparkSql')", "SPARKSQL", "string"],
  ["unbase64('U3BhcmsgU1FM')", "U3BhcmsgU1FM", "binary"],
  // patterns
  ["'Spark' LIKE '_park'", true, "boolean"],
  ["'a%b' LIKE 'a\\\\%b'", true, "boolean"],
  ["'axb' LIKE 'a\\\\%b'", false, "boolean"],
  ["'x' LIKE NULL", null, "boolean"],
  ["'%SystemDrive%/Users/John' LIKE '/%SystemDrive/%//Users%' ESCAPE '/'", true, "boolean"],
  ["'abc' RLIKE 'b'", true, "boolean"],
  ["'abc' RLIKE '^b'", false, "boolean"],
  ["regexp_extract('100-200', '(\\\\d+)-(\\\\d+)', 1)", "100", "string"],
  ["regexp_extract('foo', '(\\\\d+)')", "", "string"],
  ["regexp_extract('aaac', '(a+)(b)?(c)', 2)", "", "string"],
  [
    "regexp_extract_all('100-200, 300-400', '(\\\\d+)-(\\\\d+)', 1)",
    ["100", "300"],
    "array<string>",
  ],
  ["regexp_replace('100-200', '(\\\\d+)', 'num')", "num-num", "string"],
  ["regexp_replace('ab', '(a)(b)', '$2$1')", "ba", "string"],
  ["split('oneAtwoBthreeC', '[ABC]')", ["one", "two", "three", ""], "array<string>"],
  ["split('oneAtwoBthreeC', '[ABC]', 2)", ["one", "twoBthreeC"], "array<string>"],
  ["split('abc', '')", ["a", "b", "c", ""], "array<string>"],
  ["split('', ',')", [""], "array<string>"],
];

test.each(cases)("%s", async (sql, value, type) => {
  expect(await answer(sql)).toEqual([value, type]);
});

test("columns are named as Spark names them", async () => {
  const names = await world.names(
    "SELECT substring('Spark SQL', 5), locate('bar', 'x'), regexp_replace('a', 'b', 'c'), split('a', 'b'), 'a' LIKE 'b', trim('a'), trim(BOTH 'x' FROM 'a')",
  );
  expect(names).toEqual([
    "substring(Spark SQL, 5, 2147483647)",
    "locate(bar, x, 1)",
    "regexp_replace(a, b, c, 1)",
    "split(a, b, -1)",
    "a LIKE b",
    "trim(a)",
    "TRIM(BOTH x FROM a)",
  ]);
});

test("a group that a pattern has not is refused", async () => {
  expect(await world.failure("SELECT regexp_extract('a', '(a)', 2)")).toContain(
    "Regex group count is 1, but the specified group index is 2",
  );
});
