import type * as Sdk from "@aws-sdk/client-athena";
import type { ServiceContext } from "./service-context";

type NameOf<Command> = Command extends `${infer Name}Command` ? Exclude<Name, "$"> : never;

/** Every operation of the API, by the SDK's own list of commands. */
export type OperationName = NameOf<keyof typeof Sdk>;

type Command<Name extends OperationName> = InstanceType<(typeof Sdk)[`${Name}Command`]>;

/** The SDK types required members as `T | undefined`; validation has already refused undefined. */
type Validated<Members> = {
  [Key in keyof Members]: object extends Pick<Members, Key>
    ? Members[Key]
    : NonNullable<Members[Key]>;
};

export type Input<Name extends OperationName> = Validated<Command<Name>["input"]>;

type WithMetadata<Name extends OperationName> =
  Command<Name> extends {
    resolveMiddleware(...args: never[]): (...args: never[]) => Promise<{ output: infer Output }>;
  }
    ? Output
    : never;

/** What the client receives, as the SDK types it; Dates become epoch seconds on the wire. */
export type Output<Name extends OperationName> = Omit<WithMetadata<Name>, "$metadata">;

export type Handler<Name extends OperationName> = (
  context: ServiceContext,
  input: Input<Name>,
) => Output<Name> | Promise<Output<Name>>;

export type OperationTable = { [Name in OperationName]: Handler<Name> };
