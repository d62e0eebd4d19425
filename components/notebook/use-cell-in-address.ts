import { useEffect, useEffectEvent } from "react";
import { cellInAddress, scrollToCell } from "./cell-place";

/** Goes to the cell that the address names, at first and whenever it changes. */
export function useCellInAddress(onCell: (cellId: string) => void) {
  const go = useEffectEvent(() => {
    const cellId = cellInAddress();
    if (cellId === undefined) return;
    onCell(cellId);
    scrollToCell(cellId);
  });
  useEffect(() => {
    go();
    window.addEventListener("hashchange", go);
    return () => window.removeEventListener("hashchange", go);
  }, []);
}
