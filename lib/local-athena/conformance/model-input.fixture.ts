import constraints from "../protocol/constraints.json";
import { type Member, membersOf, type Shape, shapeNamed } from "../protocol/shapes";

/** Values for the shapes whose pattern nothing general would match. */
const BY_PATTERN: Readonly<Record<string, string>> = {
  AwsAccountId: "123456789012",
  ClientRequestToken: "0a0a0a0a-0a0a-0a0a-0a0a-0a0a0a0a0a0a",
  IdentityCenterInstanceArn: "arn:aws:sso:::instance/ssoins-0123456789abcdef",
  KmsKey: "alias/key",
  NotebookId: "0a0a0a0a-0a0a-0a0a-0a0a-0a0a0a0a0a0a",
  RoleArn: "arn:aws:iam::123456789012:role/athena",
  S3OutputLocation: "s3://bucket",
  S3Uri: "s3://bucket/",
};

const nameOf = new Map(
  Object.entries(constraints.shapes as Record<string, Shape>).map(([name]) => [
    shapeNamed(name),
    name,
  ]),
);

/** The smallest value that a shape accepts: its required members, one element where one must be. */
export function smallestValue(shape: Shape): unknown {
  switch (shape.type) {
    case "structure":
      return smallestInput(membersOf(shape.members ?? {}));
    case "list":
      return Array.from({ length: shape.min ?? 0 }, () =>
        smallestValue(shapeNamed(shape.element ?? "")),
      );
    case "map":
      return {};
    case "boolean":
      return false;
    case "string":
      return (
        shape.enum?.[0] ??
        BY_PATTERN[nameOf.get(shape) ?? ""] ??
        "a".repeat(Math.max(shape.min ?? 0, 2))
      );
    default:
      return shape.min ?? 1;
  }
}

/** An input of which every required member is there and nothing else. */
export const smallestInput = (members: readonly Member[]): Record<string, unknown> =>
  Object.fromEntries(
    members
      .filter(({ required }) => required)
      .map(({ name, shape }) => [name, smallestValue(shape)]),
  );

export const operationNames = Object.keys(constraints.operations);
