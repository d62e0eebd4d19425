import { join } from "node:path";
import { parseArgs } from "node:util";
import { fillExecutions, SYNTHETIC_WORKGROUP } from "./seed/synthetic-executions";
import { DataFolderInUseError, lockDataFolder } from "./state/data-folder-lock";
import { openDatabase } from "./state/database";
import { openExecutionTotals } from "./state/execution-totals";
import { openExecutions } from "./state/executions";
import { openWorkGroups } from "./state/workgroups";

const COUNT_MAX = 10_000_000;

function refuse(message: string): never {
  process.stderr.write(`local-athena:generate: ${message}\n`);
  process.exit(1);
}

function readOptions(): { dataDir: string; count: number } {
  const { values } = parseArgs({
    options: { "data-dir": { type: "string" }, executions: { type: "string" } },
  });
  const count = Number(values.executions);
  if (!Number.isInteger(count) || count < 1 || count > COUNT_MAX)
    refuse(`--executions wants a whole number from 1 to ${COUNT_MAX.toLocaleString("en-US")}.`);
  if (!values["data-dir"]) refuse("--data-dir wants the data folder of a local-athena.");
  return { dataDir: values["data-dir"], count };
}

function lock(dataDir: string) {
  try {
    return lockDataFolder(dataDir);
  } catch (error) {
    if (error instanceof DataFolderInUseError) refuse(error.message);
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

/** The workgroup whose name says what is in it; made when it is not there. */
function ensureWorkGroup(workGroups: ReturnType<typeof openWorkGroups>): void {
  if (workGroups.get(SYNTHETIC_WORKGROUP)) return;
  workGroups.put({
    name: SYNTHETIC_WORKGROUP,
    state: "ENABLED",
    description: "Generated executions that never ran",
    createdAt: Date.now(),
    configuration: {
      ResultConfiguration: { OutputLocation: "s3://athenaeum-results/synthetic/" },
      EnforceWorkGroupConfiguration: false,
      PublishCloudWatchMetricsEnabled: false,
      RequesterPaysEnabled: false,
      EngineVersion: {
        SelectedEngineVersion: "AUTO",
        EffectiveEngineVersion: "Athena engine version 3",
      },
    },
  });
}

const { dataDir, count } = readOptions();
const held = lock(dataDir);
const database = openDatabase(join(dataDir, "state", "athena.db"));
const executions = openExecutions(database);
openExecutionTotals(database);
ensureWorkGroup(openWorkGroups(database));
const startedAt = performance.now();
const seconds = () => ((performance.now() - startedAt) / 1_000).toFixed(1);
let shown = 0;
fillExecutions(executions, { workgroup: SYNTHETIC_WORKGROUP, count }, (stored) => {
  if (stored - shown < count / 10 && stored < count) return;
  shown = stored;
  process.stdout.write(
    `  ${stored.toLocaleString("en-US")} of ${count.toLocaleString("en-US")} executions, ${seconds()} s\n`,
  );
});
database.close();
held.release();
process.stdout.write(
  `Workgroup ${SYNTHETIC_WORKGROUP} has ${count.toLocaleString("en-US")} more executions, marked "synthetic, never ran".\n`,
);
