import { useMutation } from "@tanstack/react-query";
import { CircleCheck, CircleX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { testLocationMutation } from "@/lib/client/location-tests";
import type { LocationTest } from "@/lib/contracts/workgroups";
import { useForm } from "./form-context";
import { isWorkgroupName } from "./name-field";

/** Tries the location as results would use it. What was found holds for exactly what was tried. */
export function OutputLocationTest() {
  const { draft, problems } = useForm();
  const { mutate, data, error, variables, isPending } = useMutation(testLocationMutation());
  const { outputLocation, encryptionOption, encryptionKmsKey, expectedBucketOwner, s3AclOption } =
    draft.settings;
  if (outputLocation === undefined) return null;
  const input = {
    workgroup: draft.name,
    location: outputLocation,
    encryptionOption,
    encryptionKmsKey,
    expectedBucketOwner,
    s3AclOption,
  };
  const isCurrent = JSON.stringify(variables) === JSON.stringify(input);
  const blocked = !isWorkgroupName(draft.name)
    ? "Name the workgroup first"
    : problems.has("outputLocation")
      ? "This is no location in S3"
      : undefined;
  return (
    <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      <Button
        size="sm"
        loading={isPending}
        onClick={() => mutate(input)}
        {...(blocked ? { disabledReason: blocked } : {})}
      >
        Test location
      </Button>
      <div role="status" className="min-w-0 text-sm">
        {isCurrent && data && !isPending ? <Outcome test={data} /> : null}
        {isCurrent && error && !isPending ? (
          <span className="text-bad wrap-anywhere">Not tested: {error.message}</span>
        ) : null}
        {!isCurrent && data ? <span className="text-muted">Not tested as it is now.</span> : null}
      </div>
    </div>
  );
}

const VERBS = { write: "Writing", read: "Reading", delete: "Deleting" } as const;

function Outcome({ test }: { test: LocationTest }) {
  const failed = test.steps.filter(({ outcome }) => outcome === "fails");
  if (failed.length === 0)
    return (
      <span className="flex items-start gap-1.5 text-muted">
        <CircleCheck aria-hidden className="mt-0.5 size-3.5 text-ok" />
        <span>
          Tested <RelativeTime at={test.testedAt} />: write, read and delete work.
        </span>
      </span>
    );
  return (
    <ul className="flex flex-col gap-0.5">
      {failed.map(({ step, message }) => (
        <li key={step} className="flex items-start gap-1.5 text-bad">
          <CircleX aria-hidden className="mt-0.5 size-3.5" />
          <span className="min-w-0 wrap-anywhere">
            {VERBS[step]} fails{message ? `: ${message}` : ""}
          </span>
        </li>
      ))}
    </ul>
  );
}
