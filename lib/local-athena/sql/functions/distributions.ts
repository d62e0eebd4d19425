import { invalidArgument, type NativeFunction, native } from "./native-function";

const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
  -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
  1.5056327351493116e-7,
];

function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const shifted = x - 1;
  const base = shifted + 7.5;
  const sum = lanczos.reduce(
    (total, factor, index) => total + (index === 0 ? factor : factor / (shifted + index)),
    0,
  );
  return 0.5 * Math.log(2 * Math.PI) + (shifted + 0.5) * Math.log(base) - base + Math.log(sum);
}

/** Regularised incomplete gamma function of one half: the error function's two tails. */
function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  const squared = x * x;
  if (x < 2.5) {
    let [term, sum] = [x, x];
    for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
      term *= (2 * squared) / (2 * n + 1);
      sum += term;
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * Math.exp(-squared) * sum;
  }
  let tail = 0;
  for (let n = 120; n > 0; n--) tail = n / 2 / (x + tail);
  return Math.exp(-squared) / Math.sqrt(Math.PI) / (x + tail);
}

const standardNormal = (z: number) => 0.5 * erfc(-z / Math.SQRT2);

/** Finds where a growing function reaches a value, to the last bit that a double holds. */
function invert(
  cumulative: (x: number) => number,
  wanted: number,
  low: number,
  high: number,
): number {
  let [from, to] = [low, high];
  for (let step = 0; step < 200; step++) {
    const middle = (from + to) / 2;
    if (middle === from || middle === to) break;
    if (cumulative(middle) < wanted) from = middle;
    else to = middle;
  }
  return (from + to) / 2;
}

function deviation(sd: number): number {
  if (!(sd > 0)) throw invalidArgument("standardDeviation must be > 0");
  return sd;
}

function inverseNormal(mean: number, sd: number, p: number): number {
  if (!(p > 0 && p < 1)) throw invalidArgument("p must be 0 > p > 1");
  const z = p <= 0.5 ? invert(standardNormal, p, -40, 0) : -invert(standardNormal, 1 - p, -40, 0);
  return mean + deviation(sd) * z;
}

/** The incomplete beta function by its continued fraction. */
function beta(a: number, b: number, x: number): number {
  if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - beta(b, a, 1 - x);
  const front = Math.exp(
    a * Math.log(x) +
      b * Math.log1p(-x) -
      Math.log(a) -
      logGamma(a) -
      logGamma(b) +
      logGamma(a + b),
  );
  let [c, d] = [1, 1 / (1 - ((a + b) * x) / (a + 1) || 1e-300)];
  let fraction = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    let change = 1;
    for (const term of [even, odd]) {
      d = 1 / (1 + term * d || 1e-300);
      c = 1 + term / c || 1e-300;
      change *= c * d;
    }
    fraction *= change;
    if (Math.abs(change - 1) < 1e-16) break;
  }
  return front * fraction;
}

function shapes(a: number, b: number): void {
  if (!(a > 0) || !(b > 0)) throw invalidArgument("a, b must be > 0");
}

/** Trino's distribution functions; the last digits may differ from those of its numeric library. */
export const distributionFunctions: readonly NativeFunction[] = [
  native("athena_normal_cdf", ["double", "double", "double"], "double", (mean, sd, value) =>
    standardNormal((value - mean) / deviation(sd)),
  ),
  native("athena_inverse_normal_cdf", ["double", "double", "double"], "double", inverseNormal),
  native("athena_beta_cdf", ["double", "double", "double"], "double", (a, b, value) => {
    shapes(a, b);
    if (!(value >= 0 && value <= 1)) throw invalidArgument("value must be in the interval [0, 1]");
    return beta(a, b, value);
  }),
  native("athena_inverse_beta_cdf", ["double", "double", "double"], "double", (a, b, p) => {
    shapes(a, b);
    if (!(p >= 0 && p <= 1)) throw invalidArgument("p must be in the interval [0, 1]");
    return invert((x) => beta(a, b, x), p, 0, 1);
  }),
];
