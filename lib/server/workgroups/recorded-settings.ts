import { withholdSecrets } from "@/lib/domain/workgroups/secrets";
import type { WorkgroupSettings } from "@/lib/domain/workgroups/settings";
import { keepable } from "../db/keepable";

/** Settings as the audit trail has them, which is exported too: without secrets. Versions have them whole. */
export const recordedSettings = (settings: WorkgroupSettings): WorkgroupSettings =>
  keepable(withholdSecrets(settings).settings);
