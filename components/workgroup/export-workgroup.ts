import { downloadJson } from "@/components/data/download-json";
import { toast } from "@/components/ui/toast";
import type { WorkgroupDetail } from "@/lib/contracts/workgroups";
import { writeDocument } from "@/lib/domain/workgroups/document";

/** Downloads the configuration as what CreateWorkGroup takes; what is withheld from this person says so in it. */
export function exportWorkgroup({ name, settings, family, withheld }: WorkgroupDetail): void {
  downloadJson(writeDocument(name, settings, family), `${name}.json`);
  if (withheld.length > 0)
    toast.success("What looks like a secret is withheld in the export", {
      description: withheld.join(", "),
    });
}
