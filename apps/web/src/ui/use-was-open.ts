import { useState } from "react";

/** Whether a layer has been open: it is made, and its scripts are loaded, with the first time, and stays, so that it can close. */
export function useWasOpen(isOpen: boolean): boolean {
  const [wasOpen, setWasOpen] = useState(isOpen);
  if (isOpen && !wasOpen) setWasOpen(true);
  return wasOpen || isOpen;
}
