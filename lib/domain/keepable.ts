/** What PostgreSQL takes in no text, nor AWS: NUL and half a character. For one test at a time, hence without `g`. */
export const UNKEEPABLE = /[\0\p{Surrogate}]/u;
