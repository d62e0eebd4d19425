import { Plus, X } from "lucide-react";
import { useRef } from "react";
import { MapEditor } from "@/components/data/map/map-editor";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import type { TextMap } from "@/lib/domain/workgroups/settings";
import { useForm } from "./form-context";

/** The one that Spark 3.5 takes. */
const KNOWN = "spark-defaults";

/** Properties by the name of their classification. */
export function ClassificationsControl() {
  const { draft, set, setUnread, replace } = useForm();
  const classifications = draft.settings.classifications ?? {};
  const names = Object.keys(classifications);
  const all = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone: what comes next is the last one there is.
  const focusNext = () =>
    requestAnimationFrame(() =>
      [...(all.current?.querySelectorAll("button") ?? [])].at(-1)?.focus(),
    );
  const put = (one: string, map: TextMap) =>
    set("classifications", { ...classifications, [one]: map });
  const remove = (one: string) => {
    const rest = Object.entries(classifications).filter(([other]) => other !== one);
    replace("classifications", rest.length === 0 ? undefined : Object.fromEntries(rest));
    focusNext();
  };
  return (
    <div ref={all} className="flex min-w-0 flex-col gap-3">
      {names.map((one) => (
        <div key={one} className="flex min-w-0 flex-col gap-1.5 border-l-2 pl-3">
          <div className="flex items-center gap-1.5">
            <h3 className="min-w-0 grow truncate font-mono text-sm font-normal">{one}</h3>
            <IconButton
              size="sm"
              label={`Remove ${one}`}
              icon={<X aria-hidden />}
              onClick={() => remove(one)}
            />
          </div>
          <MapEditor
            label={one}
            keyLabel="Property"
            map={classifications[one]}
            unread={draft.unread[`classifications.${one}`]}
            onMap={(map) => put(one, map)}
            onUnread={(unread) => setUnread(`classifications.${one}`, unread)}
          />
        </div>
      ))}
      {names.includes(KNOWN) ? null : (
        <Button
          size="sm"
          className="self-start"
          icon={<Plus aria-hidden />}
          onClick={() => {
            put(KNOWN, {});
            focusNext();
          }}
        >
          Add classification
        </Button>
      )}
    </div>
  );
}
