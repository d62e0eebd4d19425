import { type Database, migrate } from "./database";

export type ReservationStatus =
  | "PENDING"
  | "ACTIVE"
  | "UPDATE_PENDING"
  | "CANCELLING"
  | "CANCELLED";

export type LastAllocation = {
  status: "PENDING" | "SUCCEEDED";
  /** Epoch milliseconds. */
  requestedAt: number;
  completedAt?: number;
};

export type CapacityReservationRecord = {
  name: string;
  status: ReservationStatus;
  targetDpus: number;
  allocatedDpus: number;
  /** Epoch milliseconds, as all times here. */
  createdAt: number;
  lastAllocation: LastAllocation;
  lastSuccessfulAllocationAt: number | undefined;
  cancelledAt: number | undefined;
  /** Workgroups by assignment, undefined until an assignment was put. */
  assignments: string[][] | undefined;
};

export type CapacityReservations = {
  get(name: string): CapacityReservationRecord | undefined;
  /** In the order of their names, after the named one; `more` when others follow. */
  list(limit: number, afterName?: string): { records: CapacityReservationRecord[]; more: boolean };
  all(): CapacityReservationRecord[];
  /** The reservation that a workgroup is assigned to. */
  ofWorkGroup(workGroup: string): CapacityReservationRecord | undefined;
  /** Creates or replaces, with its assignments. A workgroup belongs to the last that named it. */
  put(record: CapacityReservationRecord): void;
  remove(name: string): void;
};

type Row = { name: string; record: string };

const recordOf = (row: Row) =>
  ({ ...JSON.parse(row.record), name: row.name }) as CapacityReservationRecord;

/** Capacity reservations; at most some hundred exist, the cancelled ones included. */
export function openCapacityReservations(database: Database): CapacityReservations {
  migrate(database, "capacity-reservations", [
    `CREATE TABLE capacity_reservations (name TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;
     CREATE TABLE capacity_assignments (
       workgroup TEXT PRIMARY KEY,
       reservation TEXT NOT NULL REFERENCES capacity_reservations (name) ON DELETE CASCADE
     ) WITHOUT ROWID;`,
  ]);
  const select = database.prepare("SELECT * FROM capacity_reservations WHERE name = ?");
  const selectPage = database.prepare(
    "SELECT * FROM capacity_reservations WHERE name > ? ORDER BY name LIMIT ?",
  );
  const selectAll = database.prepare("SELECT * FROM capacity_reservations ORDER BY name");
  const selectByWorkGroup = database.prepare(
    `SELECT r.* FROM capacity_assignments AS a
     JOIN capacity_reservations AS r ON r.name = a.reservation WHERE a.workgroup = ?`,
  );
  const upsert = database.prepare(
    "INSERT INTO capacity_reservations VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET record = excluded.record",
  );
  const unassign = database.prepare("DELETE FROM capacity_assignments WHERE reservation = ?");
  const assign = database.prepare("INSERT OR REPLACE INTO capacity_assignments VALUES (?, ?)");
  const remove = database.prepare("DELETE FROM capacity_reservations WHERE name = ?");
  return {
    get(name) {
      const row = select.get(name) as Row | undefined;
      return row && recordOf(row);
    },
    list(limit, afterName = "") {
      const rows = selectPage.all(afterName, limit + 1) as Row[];
      return { records: rows.slice(0, limit).map(recordOf), more: rows.length > limit };
    },
    all: () => (selectAll.all() as Row[]).map(recordOf),
    ofWorkGroup(workGroup) {
      const row = selectByWorkGroup.get(workGroup) as Row | undefined;
      return row && recordOf(row);
    },
    put({ name, ...record }) {
      upsert.run(name, JSON.stringify(record));
      unassign.run(name);
      for (const workGroup of record.assignments?.flat() ?? []) assign.run(workGroup, name);
    },
    remove: (name) => void remove.run(name),
  };
}
