import * as G from "dt-sql-parser/dist/lib/trino/TrinoSqlParser";
import "./json-forms";
import { on } from "../translator";
import { quoteText } from "../tree";

on(G.NormalizeContext, (node, t) => {
  const form = node.normalForm()?.getText().toUpperCase() ?? "NFC";
  return `athena_normalize(${t.emit(node.valueExpression())}, ${quoteText(form)})`;
});

on(G.CurrentUserContext, () => "CAST('local' AS VARCHAR)");
on(G.CurrentCatalogContext, () => "CAST('awsdatacatalog' AS VARCHAR)");
