import { checkFunctions } from "./probe-table.fixture";

const invalid = (message: string) => new RegExp(`^INVALID_FUNCTION_ARGUMENT: .*${message}`);
const of = (expression: string, values: string, columns = "x") =>
  `SELECT ${expression} FROM (VALUES ${values}) AS t(${columns})`;

checkFunctions({
  collecting: [
    [of("array_agg(x ORDER BY x DESC)", "1, 3, 2"), "[3, 2, 1]", "array"],
    [of("array_agg(x) FILTER (WHERE x > 1)", "1, 3"), "[3]"],
    [of("array_agg(DISTINCT x ORDER BY x)", "1, 3, 1"), "[1, 3]"],
    [of("array_agg(x)", "(1), (NULL)"), "[1, null]"],
    [of("map_agg(x, y)", "('a', 1), ('b', 2)", "x, y"), "{a=1, b=2}", "map"],
    [of("multimap_agg(x, y)", "('a', 1), ('a', 2), ('b', 3)", "x, y"), "{a=[1, 2], b=[3]}"],
    [
      of("map_union(m)", "MAP(ARRAY['a'], ARRAY[1]), MAP(ARRAY['a', 'b'], ARRAY[9, 2])", "m"),
      "{a=1, b=2}",
    ],
    [of("histogram(x)", "'a', 'b', 'a'"), "{a=2, b=1}", "map"],
    [of("numeric_histogram(2, x)", "1.0, 2.0, 10.0"), "{1.5=2.0, 10.0=1.0}", "map"],
    [of("approx_most_frequent(2, x, 10)", "'a', 'b', 'a', 'c', 'c', 'c'"), "{c=3, a=2}", "map"],
    [of("listagg(x, ',') WITHIN GROUP (ORDER BY x)", "'b', 'a'"), "a,b", "varchar"],
    [of("listagg(DISTINCT x, '-') WITHIN GROUP (ORDER BY x DESC)", "'b', 'a', 'b'"), "b-a"],
    [of("reduce_agg(x, 0, (a, b) -> a + b, (a, b) -> a + b)", "1, 2, 3"), "6"],
  ],
  numbers: [
    [of("count(*)", "1, NULL"), "2", "bigint"],
    [of("count_if(x > 1)", "1, 2, 3"), "2", "bigint"],
    [of("sum(x)", "1, 2"), "3", "bigint"],
    [of("avg(x)", "1, 2"), "1.5", "double"],
    [of("geometric_mean(x)", "2, 8"), "4.0", "double"],
    [of("min(x, 2)", "3, 1, 2"), "[1, 2]", "array"],
    [of("max(x, 2)", "3, 1, 2"), "[3, 2]"],
    [of("max_by(x, y)", "('a', 1), ('b', 2)", "x, y"), "b"],
    [of("min_by(x, y, 2)", "('a', 2), ('b', 1), ('c', 3)", "x, y"), "[b, a]"],
    [of("bool_and(x)", "true, false"), "false", "boolean"],
    [of("every(x)", "true, true"), "true"],
    [of("bitwise_and_agg(x)", "7, 3"), "3", "bigint"],
    [of("bitwise_or_agg(x)", "4, 3"), "7"],
    [of("bitwise_xor_agg(x)", "7, 3"), "4"],
    [of("round(skewness(x), 10)", "1, 2, 4, 9"), "0.768417258", "double"],
    [of("kurtosis(x)", "1, 2, 4, 9"), "1.5", "double"],
    [of("round(stddev(x), 10)", "1, 2, 4"), "1.5275252317"],
    [of("var_pop(x)", "1, 3"), "1.0"],
    [of("corr(x, y)", "(1, 2), (2, 4)", "x, y"), "1.0"],
    [of("regr_slope(y, x)", "(1, 2), (2, 4)", "x, y"), "2.0"],
    [of("regr_intercept(y, x)", "(1, 3), (2, 5)", "x, y"), "1.0"],
    [
      of("regr_r2(y, x)", "(1, 3), (2, 5)", "x, y"),
      /^FUNCTION_NOT_FOUND: line 1:8: Function 'regr_r2' not registered/,
    ],
    [of("approx_distinct(x)", "1, 2, 2"), "2", "bigint"],
    [of("approx_percentile(x, 0.5)", "1, 2, 3"), "2", "integer"],
    [of("approx_percentile(x, ARRAY[0.0, 1.0])", "1, 2, 3"), "[1, 3]", "array"],
    [of("approx_percentile(x, w, 0.5)", "(1, 1), (2, 5), (3, 1)", "x, w"), "2", "integer"],
    [
      of("approx_percentile(x, w, ARRAY[0.1, 0.9])", "(1.0, 1), (2.0, 8), (3.0, 1)", "x, w"),
      "[1.0, 2.0]",
    ],
    [of("approx_percentile(x, 1.5)", "1, 2"), invalid("Percentile must be between 0 and 1")],
    [of("checksum(x)", "1, 2"), /^NOT_SUPPORTED: line 1:8: Function checksum/],
    [of("approx_set(x)", "1, 2"), /^NOT_SUPPORTED: /],
    ["count(DISTINCT 1)", "1"],
    [of("arbitrary(x)", "5"), "5", "integer"],
  ],
  windows: [
    [
      "SELECT array_agg(s ORDER BY x) FROM (SELECT x, sum(x) OVER (ORDER BY x ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM (VALUES 1, 2, 3) AS t(x))",
      "[1, 3, 5]",
    ],
    [
      "SELECT array_agg(s ORDER BY x) FROM (SELECT x, sum(x) OVER (ORDER BY x RANGE BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS s FROM (VALUES 1, 2, 4) AS t(x))",
      "[3, 3, 4]",
    ],
    [
      "SELECT array_agg(s ORDER BY x) FROM (SELECT x, count(*) OVER (ORDER BY x GROUPS BETWEEN CURRENT ROW AND 1 FOLLOWING) AS s FROM (VALUES 1, 1, 2) AS t(x))",
      "[3, 3, 1]",
    ],
    [
      "SELECT array_agg(s ORDER BY i) FROM (SELECT i, last_value(x) IGNORE NULLS OVER (ORDER BY i) AS s FROM (VALUES (1, 5), (2, NULL)) AS t(i, x))",
      "[5, 5]",
    ],
    [
      "SELECT array_agg(s ORDER BY i) FROM (SELECT i, lag(x, 1) IGNORE NULLS OVER (ORDER BY i) AS s FROM (VALUES (1, 5), (2, NULL), (3, 7)) AS t(i, x))",
      "[null, 5, 5]",
    ],
    [
      "SELECT array_agg(s ORDER BY x) FROM (SELECT x, lead(x, 1, 0) OVER (ORDER BY x) AS s FROM (VALUES 1, 2) AS t(x))",
      "[2, 0]",
    ],
    [
      "SELECT array_agg(s ORDER BY x) FROM (SELECT x, nth_value(x, 2) OVER (ORDER BY x ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS s FROM (VALUES 1, 2) AS t(x))",
      "[2, 2]",
    ],
    [
      "SELECT array_agg(s ORDER BY x) FROM (SELECT x, ntile(2) OVER (ORDER BY x) AS s FROM (VALUES 1, 2, 3) AS t(x))",
      "[1, 1, 2]",
    ],
    [
      "SELECT array_agg(s ORDER BY x) FROM (SELECT x, percent_rank() OVER (ORDER BY x) AS s FROM (VALUES 1, 2) AS t(x))",
      "[0.0, 1.0]",
    ],
  ],
});
