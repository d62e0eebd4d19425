import { useMe } from "@/lib/client/me";

/** Who a change is recorded as, and the way back from it. */
export function Recorded({ version }: { version: number | undefined }) {
  const me = useMe();
  return (
    <>
      Recorded as {me?.actor.email ?? me?.actor.name ?? "you"}.
      {version === undefined
        ? null
        : ` Version ${version} of this workgroup can be restored later.`}
    </>
  );
}
