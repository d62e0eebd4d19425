import { Columns3 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Popover } from "@/components/ui/popover";
import { COLUMN_IDS, COLUMN_LABELS, type ColumnId } from "./column-choice";

type ColumnMenuProps = {
  shown: ReadonlySet<string>;
  /** Somebody chose them: they are shown however narrow the window is. */
  chosen: boolean;
  onChange: (choice: ColumnId[] | undefined) => void;
};

/** Chooses the columns of the list. */
export function ColumnMenu({ shown, chosen, onChange }: ColumnMenuProps) {
  const show = (id: ColumnId, wanted: boolean) =>
    onChange(COLUMN_IDS.filter((other) => (other === id ? wanted : shown.has(other))));
  return (
    <Popover
      align="end"
      title="Columns"
      trigger={
        <Button variant="ghost" size="sm" icon={<Columns3 aria-hidden />}>
          Columns
        </Button>
      }
    >
      <div className="flex min-w-44 flex-col gap-0.5">
        {COLUMN_IDS.map((id) => (
          <Checkbox key={id} checked={shown.has(id)} onChange={(wanted) => show(id, wanted)}>
            {COLUMN_LABELS[id]}
          </Checkbox>
        ))}
        <div className="mt-1.5 border-t pt-1.5">
          <Button
            variant="ghost"
            size="sm"
            {...(chosen ? {} : { disabledReason: "These are those that find room" })}
            onClick={() => onChange(undefined)}
          >
            Those that find room
          </Button>
        </div>
      </div>
    </Popover>
  );
}
