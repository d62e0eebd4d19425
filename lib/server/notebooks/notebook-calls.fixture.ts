import type { AthenaClient } from "@aws-sdk/client-athena";
import { UpdateNotebookCommand } from "@aws-sdk/client-athena";
import { desc } from "drizzle-orm";
import { expect } from "vitest";
import * as revisions from "@/app/api/notebooks/[id]/revisions/route";
import * as notebook from "@/app/api/notebooks/[id]/route";
import * as imports from "@/app/api/notebooks/import/route";
import * as notebooks from "@/app/api/notebooks/route";
import type { NotebookDetail, NotebookRevision } from "@/lib/contracts/notebooks";
import { emptyNotebook, serializeNotebook } from "@/lib/domain/ipynb";
import { insertCells, newCell } from "@/lib/domain/ipynb-edit";
import { type Person, VIEWER, type World } from "@/lib/testing/world";
import { audit } from "../db/schema";

export const WORKGROUP = "spark-research";
export const OTHER: Person = { id: "bo", name: "Bo", demoRole: "analyst" };

/** A valid notebook with one cell of this text. */
export const ipynb = (source: string) =>
  serializeNotebook(insertCells(emptyNotebook(), 0, [newCell("one", "code", source)]));

let names = 0;
/** A name that no other notebook of the file has. */
export const freshName = () => `Notebook ${++names}`;

/** What tests of notebooks ask of a world. */
export function notebookCalls(world: World) {
  const create = (as: Person, more: object = {}) =>
    world.request(notebooks.POST, {
      as,
      method: "POST",
      body: {
        workgroup: WORKGROUP,
        name: freshName(),
        clientRequestToken: crypto.randomUUID(),
        ...more,
      },
    });
  const imported = async (as: Person, source: string, more: object = {}): Promise<string> => {
    const { status, body } = await importing(as, { payload: ipynb(source), ...more });
    expect(body.error).toBeUndefined();
    expect(status).toBe(200);
    return body.id as unknown as string;
  };
  const importing = (as: Person, more: object) =>
    world.request(imports.POST, {
      as,
      method: "POST",
      body: {
        workgroup: WORKGROUP,
        name: freshName(),
        clientRequestToken: crypto.randomUUID(),
        ...more,
      },
    });
  const read = async (as: Person, id: string) => {
    const { status, body } = await world.request(notebook.GET, { as, params: { id } });
    expect(body.error).toBeUndefined();
    expect(status).toBe(200);
    return body as unknown as NotebookDetail;
  };
  const save = (as: Person, id: string, payload: string, basedOn: string, more: object = {}) =>
    world.request(notebook.PATCH, {
      as,
      method: "PATCH",
      params: { id },
      body: { payload, basedOn, ...more },
    });
  const saved = async (as: Person, id: string, source: string, more: object = {}) => {
    const { payloadHash } = await read(as, id);
    const { status, body } = await save(as, id, ipynb(source), payloadHash, more);
    expect(body.error).toBeUndefined();
    expect(status).toBe(200);
  };
  const saveOutside = (athena: AthenaClient, id: string, source: string) =>
    athena.send(
      new UpdateNotebookCommand({ NotebookId: id, Payload: ipynb(source), Type: "IPYNB" }),
    );
  const kept = async (id: string) => {
    const { body } = await world.request(revisions.GET, { as: VIEWER, params: { id } });
    return body.revisions as unknown as NotebookRevision[];
  };
  const lastAudit = async () =>
    (await world.runtime.database.queries.select().from(audit).orderBy(desc(audit.id)).limit(1))[0];
  return { create, imported, importing, read, save, saved, saveOutside, kept, lastAudit };
}
