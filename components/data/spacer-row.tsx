/** Stands for the rows of a table that are not drawn. */
export function SpacerRow({ heightPx, cellCount }: { heightPx: number; cellCount: number }) {
  if (heightPx <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={cellCount} className="p-0" style={{ height: heightPx }} />
    </tr>
  );
}
