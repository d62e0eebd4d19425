import { Plus, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import type { TextMap } from "@/lib/domain/workgroups/settings";
import { useForm } from "./form-context";
import { MapEditor } from "./map-editor";

const FIRST = "spark-defaults";

/** Properties by the name of their classification. */
export function ClassificationsControl() {
  const { draft, set, setUnread, replace } = useForm();
  const classifications = draft.settings.classifications ?? {};
  const names = Object.keys(classifications);
  const [name, setName] = useState(names.includes(FIRST) ? "" : FIRST);
  const put = (one: string, map: TextMap) =>
    set("classifications", { ...classifications, [one]: map });
  const remove = (one: string) => {
    const rest = Object.entries(classifications).filter(([other]) => other !== one);
    replace("classifications", rest.length === 0 ? undefined : Object.fromEntries(rest));
  };
  const wanted = name.trim();
  const add = () => {
    if (wanted === "" || names.includes(wanted)) return;
    put(wanted, {});
    setName("");
  };
  return (
    <div className="flex min-w-0 flex-col gap-3">
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
      <div className="flex items-center gap-1.5">
        <Input
          mono
          spellCheck={false}
          aria-label="Name of a classification"
          placeholder="Name of a classification"
          value={name}
          onValueChange={setName}
          onKeyDown={(event) => {
            if (event.key !== "Enter") return;
            event.preventDefault();
            add();
          }}
        />
        <Button
          icon={<Plus aria-hidden />}
          onClick={add}
          {...(names.includes(wanted)
            ? { disabledReason: `${wanted} is there already` }
            : wanted === ""
              ? { disabledReason: "Write its name first" }
              : {})}
        >
          Add classification
        </Button>
      </div>
    </div>
  );
}
