import { toast } from "@/components/ui/toast";
import type { WorkgroupDetail } from "@/lib/contracts/workgroups";
import { writeDocument } from "@/lib/domain/workgroups/document";

/** Downloads the configuration as what CreateWorkGroup takes; what is withheld from this person says so in it. */
export function exportWorkgroup({ name, settings, family, withheld }: WorkgroupDetail): void {
  const text = writeDocument(name, settings, family);
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name}.workgroup.json`;
  link.click();
  URL.revokeObjectURL(url);
  if (withheld.length > 0)
    toast.success("What looks like a secret is withheld in the export", {
      description: withheld.join(", "),
    });
}
