import { decimalOf, decimalParts, isIntegral } from "../types";
import { type Argument, type ArgumentRule, type FunctionTable, scalar } from "./definition";

const double: ArgumentRule = "double";
const named = (name: string) => (args: string[]) => `${name}(${args.join(", ")})`;
const number = (name: string) => scalar([double], "double", named(name));

/** Java gives NaN where DuckDB fails. */
const within = (name: string, condition: (x: string) => string) =>
  scalar(
    [double],
    "double",
    ([x = ""]) =>
      `CASE WHEN ${condition(x)} THEN ${name}(${x}) WHEN ${x} IS NOT NULL THEN 'NaN'::DOUBLE END`,
  );

/** Spark's logarithms are null where there is none. */
const logarithm = (name: string, above = 0) =>
  scalar([double], "double", ([x]) => `CASE WHEN ${x} > ${above} THEN ${name}(${x}) END`, {
    nullable: "always",
  });

const bits = ["integer", "long"] as const;
const mask = (args: Argument[]) => (args[0]?.type === "long" ? 63 : 31);

const shift = (operator: "<<" | ">>") =>
  scalar(
    [[...bits], "integer"],
    ([value]) => value?.type ?? "integer",
    ([value, by], { args }) => {
      const [wide, name] = args[0]?.type === "long" ? ["HUGEINT", "long"] : ["BIGINT", "integer"];
      const count = `(${by} & ${mask(args)})`;
      if (operator === ">>") return `spark_shift_right(${value}, ${count})`;
      return `spark_wrap_${name}(${value}::${wide} * (1::${wide} << ${count}))`;
    },
  );

/** ceil and floor: a double becomes a long as Java cuts it, a decimal keeps its whole digits. */
const whole = (name: "ceil" | "floor") =>
  scalar(
    [["long", "decimal", double]],
    ([x]) => {
      const parts = decimalParts(x?.type ?? "void");
      return parts ? decimalOf(parts.precision - parts.scale + 1, 0) : "long";
    },
    ([x], { args, type }) => {
      if (args[0]?.type === "long") return String(x);
      const parts = decimalParts(type);
      if (parts) return `CAST(${name}(${x}) AS DECIMAL(${parts.precision},0))`;
      return `spark_double_to_long(${name}(${x}))`;
    },
  );

function roundedType([value, scale]: Argument[]): string {
  const type = typeof value?.type === "string" ? value.type : "double";
  const parts = decimalParts(type);
  if (!parts) return type;
  const places = Number(scale?.constant ?? 0);
  const kept = Math.min(parts.scale, Math.max(places, 0));
  const wholeDigits = parts.precision - parts.scale;
  return decimalOf(Math.max(wholeDigits + kept + (parts.scale > kept ? 1 : 0), -places + 1), kept);
}

const round = (name: "spark_round" | "spark_bround") =>
  scalar(
    [["byte", "short", "integer", "long", "float", "double", "decimal"], "integer"],
    roundedType,
    ([value, places = "0"], { args, type }) => {
      const given = args[0]?.type;
      const parts = decimalParts(type);
      const text = `${name}_text(CAST(${value} AS VARCHAR), ${places})`;
      if (parts) return `CAST(${text} AS DECIMAL(${parts.precision},${parts.scale}))`;
      if (given === "float")
        return `CAST(${name}_double(CAST(CAST(${value} AS VARCHAR) AS DOUBLE), ${places}) AS FLOAT)`;
      if (given === "double") return `${name}_double(${value}, ${places})`;
      if (Number(args[1]?.constant ?? 0) >= 0) return String(value);
      return `spark_wrap_${String(type)}(CAST(${text} AS HUGEINT))`;
    },
    { optional: 1, text: (args, call) => `${call.name}(${[...args, "0"].slice(0, 2).join(", ")})` },
  );

const power = scalar([double, double], "double", named("pow"));
const signum = scalar([double], "double", ([x]) => `CAST(sign(${x}) AS DOUBLE)`);
/** With a seed the same rows get the same numbers; DuckDB numbers rows where windows may stand. */
const drawn = (seed: string, salt: string) =>
  `(hash(row_number() OVER (), ${seed}, '${salt}') / 18446744073709551616.0::DOUBLE)`;
const random = (sql: (first: string, second: string) => string) =>
  scalar(
    ["long"],
    "double",
    ([seed]) =>
      seed === undefined ? sql("random()", "random()") : sql(drawn(seed, "a"), drawn(seed, "b")),
    { optional: 1, volatile: true, nullable: "never" },
  );
const uniform = random((first) => first);
const rint = scalar([double], "double", ([x]) => `round_even(${x}, 0)`);
const ceil = whole("ceil");

const bit = scalar(
  ["integral", "integer"],
  "byte",
  ([x, at]) => `CAST((CAST(${x} AS BIGINT) >> ${at}) & 1 AS TINYINT)`,
);

const functions: FunctionTable = {
  abs: scalar(
    ["numeric"],
    ([x]) => x?.type ?? "double",
    ([x], { type }) =>
      isIntegral(type)
        ? `(CASE WHEN ${x} < 0 THEN spark_subtract_${type}(0, ${x}) ELSE ${x} END)`
        : `abs(${x})`,
  ),
  acos: within("acos", (x) => `${x} BETWEEN -1 AND 1`),
  acosh: within("spark_acosh", (x) => `${x} >= 1`),
  asin: within("asin", (x) => `${x} BETWEEN -1 AND 1`),
  asinh: number("spark_asinh"),
  atan: number("atan"),
  atan2: scalar([double, double], "double", named("atan2")),
  atanh: within("spark_atanh", (x) => `${x} BETWEEN -1 AND 1`),
  bin: scalar(["long"], "string", named("bin")),
  bit_get: bit,
  getbit: bit,
  bit_count: scalar([["boolean", "integral"]], "integer", ([x], { args }) =>
    args[0]?.type === "boolean"
      ? `CAST(${x} AS INTEGER)`
      : `CAST(bit_count(CAST(${x} AS BIGINT)) AS INTEGER)`,
  ),
  bround: round("spark_bround"),
  cbrt: number("spark_cbrt"),
  ceil,
  ceiling: ceil,
  conv: scalar(["string", "integer", "integer"], "string", named("spark_conv"), {
    nullable: "always",
  }),
  cos: within("cos", (x) => `isfinite(${x})`),
  cosh: number("cosh"),
  cot: scalar([double], "double", ([x]) => `(1 / tan(${x}))`),
  degrees: scalar([double], "double", named("degrees")),
  e: scalar([], "double", () => "exp(1.0::DOUBLE)"),
  exp: scalar([double], "double", named("exp")),
  expm1: scalar([double], "double", named("spark_expm1")),
  factorial: scalar(
    ["integer"],
    "long",
    ([n]) => `CASE WHEN ${n} BETWEEN 0 AND 20 THEN CAST(factorial(${n}) AS BIGINT) END`,
    { nullable: "always" },
  ),
  floor: whole("floor"),
  hex: scalar([["long", "binary", "string"]], "string", named("hex")),
  hypot: scalar([double, double], "double", named("spark_hypot")),
  ln: logarithm("ln"),
  log: scalar(
    [double, double],
    "double",
    ([base, x]) =>
      x === undefined
        ? `CASE WHEN ${base} > 0 THEN ln(${base}) END`
        : `CASE WHEN ${base} > 0 AND ${x} > 0 THEN ln(${x}) / nullif(ln(${base}), 0) END`,
    {
      optional: 1,
      nullable: "always",
      text: ([base, x]) => (x === undefined ? `ln(${base})` : `LOG(${base}, ${x})`),
    },
  ),
  log10: logarithm("log10"),
  log1p: logarithm("spark_log1p", -1),
  log2: logarithm("log2"),
  nanvl: scalar(
    [double, double],
    "double",
    ([x, y]) => `CASE WHEN isnan(${x}) THEN ${y} ELSE ${x} END`,
  ),
  pi: scalar([], "double", () => "pi()"),
  pow: power,
  power,
  radians: number("radians"),
  rand: uniform,
  randn: random((first, second) => `(sqrt(-2 * ln(1 - ${first})) * cos(2 * pi() * ${second}))`),
  random: { ...uniform, text: (args) => `rand(${args.join(", ")})` },
  rint,
  round: round("spark_round"),
  shiftleft: shift("<<"),
  shiftright: shift(">>"),
  shiftrightunsigned: scalar(
    [[...bits], "integer"],
    ([value]) => value?.type ?? "integer",
    ([value, by], { args }) => {
      const isLong = args[0]?.type === "long";
      const [name, wide, all] = isLong
        ? ["long", "HUGEINT", "18446744073709551615::HUGEINT"]
        : ["integer", "BIGINT", "4294967295"];
      return `spark_wrap_${name}((${value}::${wide} & ${all}) >> (${by} & ${mask(args)}))`;
    },
  ),
  sign: signum,
  signum,
  sin: within("sin", (x) => `isfinite(${x})`),
  sinh: number("sinh"),
  sqrt: within("sqrt", (x) => `${x} >= 0`),
  tan: within("tan", (x) => `isfinite(${x})`),
  tanh: number("tanh"),
  unhex: scalar(["string"], "binary", named("spark_unhex"), { nullable: "always" }),
  width_bucket: scalar([double, double, double, "long"], "long", named("spark_width_bucket"), {
    nullable: "always",
  }),
};

/** Those that Spark names by their Java names, in capitals. */
const capitals =
  "acos acosh asin asinh atan atan2 atanh cbrt ceil cos cosh cot degrees e exp expm1 floor hypot log10 log1p log2 pi power radians signum sin sinh sqrt tan tanh".split(
    " ",
  );

/** Mathematics. Operators are in operators.ts. */
export const mathematicsFunctions: FunctionTable = Object.fromEntries(
  Object.entries(functions).map(([name, definition]) => [
    name,
    capitals.includes(name)
      ? { ...definition, text: (args: string[]) => `${name.toUpperCase()}(${args.join(", ")})` }
      : definition,
  ]),
);
