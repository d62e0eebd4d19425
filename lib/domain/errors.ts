/** Every code an answer of ours may carry, with its HTTP status. */
export const ERROR_STATUS = {
  INVALID: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  THROTTLED: 429,
  UPSTREAM: 502,
  INTERNAL: 500,
} as const;
export type ErrorCode = keyof typeof ERROR_STATUS;

/**
 * A failure that people may see as it is. `fields` names wrong members of the input; `unheard`: no answer came, what
 * was asked for may have been done all the same.
 */
export class AppError extends Error {
  /** By name: Next bundles each route apart, so a process holds several copies of this class. */
  static override [Symbol.hasInstance](value: unknown): value is AppError {
    return value instanceof Error && value.name === "AppError";
  }

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: {
      fields?: Record<string, string>;
      upstreamCode?: string;
      unheard?: true;
    } = {},
  ) {
    super(message);
    this.name = "AppError";
  }
}

/** No answer came: it may have been done all the same. */
export const isUnheard = (error: unknown): error is AppError =>
  error instanceof AppError && error.details.unheard === true;
