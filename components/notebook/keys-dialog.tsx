import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { COMMAND_KEYS, EDIT_KEYS } from "./keys";

type KeysDialogProps = { onClose: () => void; readOnly: boolean };

/** Which keys do what, in command mode and in a cell's text. */
export function KeysDialog({ onClose, readOnly }: KeysDialogProps) {
  const commands = COMMAND_KEYS.filter(({ edits }) => !edits || !readOnly);
  return (
    <Dialog open onOpenChange={onClose} title="Keys" size="lg">
      <div className="grid gap-x-8 gap-y-4 pb-2 sm:grid-cols-2">
        <KeyList title={readOnly ? "On the page" : "Cell selected"} keys={commands} />
        {readOnly ? null : <KeyList title="Writing in a cell" keys={EDIT_KEYS} />}
      </div>
    </Dialog>
  );
}

type KeyListProps = { title: string; keys: readonly { shown: readonly string[]; says: string }[] };

function KeyList({ title, keys }: KeyListProps) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1.5 text-soft">{title}</h3>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1.5">
        {keys.map(({ shown, says }) => (
          <div key={says} className="contents">
            <dt className="flex gap-1">
              {shown.map((key, index) => (
                <Kbd key={placeKey(key, index)}>{key}</Kbd>
              ))}
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** A key may be pressed twice. */
const placeKey = (key: string, place: number) => `${place}${key}`;
