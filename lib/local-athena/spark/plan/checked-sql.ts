import { SparkError } from "../bridge";

const wholeNumber = /^-?\d+$/;
const anyNumber = /^-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

function refuse(value: unknown, what: string): never {
  const shown = JSON.stringify(value)?.slice(0, 100);
  throw new SparkError("IllegalArgumentException", `${shown} of a plan is no ${what}`);
}

function checked(value: unknown, pattern: RegExp, what: string): string {
  const isScalar = typeof value === "number" || typeof value === "string";
  const text = isScalar ? String(value) : "";
  return pattern.test(text) ? text : refuse(value, what);
}

/**
 * A whole number of a plan as SQL. Plans are JSON of code that is not trusted: a text there must not become SQL.
 * @throws SparkError for what is no whole number
 */
export function wholeSql(value: unknown): string {
  const isLarge = typeof value === "number" && Number.isInteger(value);
  return checked(isLarge ? BigInt(value).toString() : value, wholeNumber, "whole number");
}

/** A number of a plan as SQL. @throws SparkError for what is no number */
export function numberSql(value: unknown): string {
  return checked(value, anyNumber, "number");
}

/** What stands in SQL for a word of a plan. @throws SparkError for a word that is none of them */
export function wordSql<Word extends string>(words: Record<Word, string>, word: Word): string {
  return Object.hasOwn(words, word) ? words[word] : refuse(word, "word that is known");
}
