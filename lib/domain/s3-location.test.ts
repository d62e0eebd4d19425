import { expect, test } from "vitest";
import { s3LocationOf } from "./s3-location";

test.each([
  ["s3://results", { bucket: "results", prefix: "" }],
  ["s3://results/", { bucket: "results", prefix: "" }],
  ["s3://my.results/a/b", { bucket: "my.results", prefix: "a/b/" }],
  ["s3://results/a/b/", { bucket: "results", prefix: "a/b/" }],
])("%s is a location", (location, parts) => expect(s3LocationOf(location)).toEqual(parts));

test.each([
  "",
  "results/a",
  "s3:/results",
  "S3://results",
  "s3://",
  "s3:///a",
  "s3://Results/a",
  "s3://a/b",
  "https://results.s3.amazonaws.com/a",
])("%j is none", (location) => expect(s3LocationOf(location)).toBeUndefined());
