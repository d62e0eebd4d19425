import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import { type RunContext, SqlError, type Statement } from "../engine";
import { engineError } from "../errors";
import { type TokenReader, tokenize } from "../lexer";
import { applyParameters, isConstant } from "../parameters";
import { walk } from "../translate/tree";
import { malformed, parseTrino } from "../trino-parser";
import { preparedStatementMissing, tooManyPreparedStatements } from "./prepared-messages";
import type { Parse, Parsed } from "./statement";

type ReadStatement = (sql: string) => { statement: Statement; parsed: Parsed };

/** The pattern of StatementName, which asks for two characters; SQL is not known to. */
const NAME = /^[a-zA-Z_][a-zA-Z0-9_@:]{0,255}$/;

/** The statement's name, whose case is kept. */
function takeName(reader: TokenReader): string {
  const { value } = reader.next;
  reader.name();
  if (!NAME.test(value)) throw malformed(`line 1:1: Invalid prepared statement name: ${value}`);
  return value;
}

/** PREPARE name FROM statement, after its first word; kept in the workgroup of the execution, in the place of an earlier one. */
export const parsePrepare =
  (read: ReadStatement): Parse =>
  (reader) => {
    const name = takeName(reader);
    reader.expect("FROM");
    const { sql, next } = reader;
    const queryStatement = sql.slice(next.start).replace(/[\s;]+$/, "");
    // Blanks in the place of what stands before: places in messages are those of the whole text.
    const { statement } = read(sql.slice(0, next.start).replace(/\S/gu, " ") + queryStatement);
    if (/^(?:PREPARE|EXECUTE|DEALLOCATE)$/.test(statement.substatementType))
      throw malformed(
        `line ${next.line}:${next.column}: Invalid statement type for prepared statement: ${statement.substatementType}`,
      );
    reader.takeAll();
    return {
      async execute({ environment, context: { workGroup } }) {
        const modifiedAt = Date.now();
        const statement = { workGroup, name, queryStatement, modifiedAt };
        if (!environment.preparedStatements.prepare(statement))
          throw new SqlError(tooManyPreparedStatements(name));
        return {};
      },
    };
  };

/** DEALLOCATE PREPARE name, after its first word. */
export const parseDeallocate: Parse = (reader) => {
  reader.expect("PREPARE");
  const name = takeName(reader);
  return {
    async execute({ environment: { preparedStatements }, context: { workGroup } }) {
      const found = preparedStatements.find(workGroup, name);
      if (found === undefined) throw new SqlError(preparedStatementMissing(workGroup, name));
      preparedStatements.delete(workGroup, found.name);
      return {};
    },
  };
};

/** Texts of the expressions after USING; undefined without it. */
function usingValues(sql: string): string[] | undefined {
  const characters = Array.from(sql);
  for (const node of walk(parseTrino(sql))) {
    if (!(node instanceof G.ExecuteContext)) continue;
    const values = node.expression();
    if (values.length === 0) return undefined;
    return values.map((value) =>
      characters.slice(value.start?.start ?? 0, (value.stop?.stop ?? 0) + 1).join(""),
    );
  }
  return undefined;
}

/**
 * The inner statement's parameters: what stands after USING, in whose `?` the execution's own are put; without
 * USING the execution's own.
 */
function innerParameters(sql: string, inner: string, context: RunContext): string[] | undefined {
  if (usingValues(sql) === undefined) return context.parameters;
  const values = usingValues(applyParameters(sql, context.parameters)) ?? [];
  const variable = values.find((value) => !isConstant(value));
  if (variable !== undefined)
    throw engineError(
      "EXPRESSION_NOT_CONSTANT",
      `line 1:1: Constant expression cannot contain column references: ${variable}`,
    );
  if (!tokenize(inner).some((token) => token.kind === "symbol" && token.value === "?"))
    throw engineError(
      "INVALID_PARAMETER_USAGE",
      `line 1:1: Incorrect number of parameters: expected 0 but found ${values.length}`,
    );
  return values;
}

/** EXECUTE name [USING value, …], after its first word: runs as the statement that was prepared. */
export const parseExecute =
  (read: ReadStatement): Parse =>
  (reader) => {
    const name = takeName(reader);
    const { sql } = reader;
    if (!reader.isNext("USING")) reader.end();
    parseTrino(sql);
    reader.takeAll();

    const standsFor: NonNullable<Parsed["standsFor"]> = (environment, workGroup) => {
      const found = environment.preparedStatements.find(workGroup, name);
      if (found === undefined) return undefined;
      const { queryStatement } = found;
      const { statement, parsed } = read(queryStatement);
      return {
        statement,
        parsed: {
          ...parsed,
          execute: (run) => {
            const parameters = innerParameters(sql, queryStatement, run.context);
            return parsed.execute({
              ...run,
              sql: queryStatement,
              context: { ...run.context, parameters },
            });
          },
        },
      };
    };
    return {
      standsFor,
      async execute(run) {
        const { workGroup } = run.context;
        const inner = standsFor(run.environment, workGroup);
        if (inner === undefined) throw new SqlError(preparedStatementMissing(workGroup, name));
        return inner.parsed.execute(run);
      },
    };
  };
