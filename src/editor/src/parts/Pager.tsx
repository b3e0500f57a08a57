import { Button } from '@mantine/core';
import { useState } from 'react';

/** Goes through a list that the app gives page by page: each page names the cursor of the next. */
export function useCursor() {
  const [trail, setTrail] = useState<(string | null)[]>([null]);
  return {
    cursor: trail[trail.length - 1] ?? null,
    number: trail.length,
    forth: (next: string) => setTrail((known) => [...known, next]),
    back: trail.length > 1 ? () => setTrail((known) => known.slice(0, -1)) : undefined,
  };
}

/** Goes through a list that is there whole. */
export function usePart<T>(items: readonly T[], size = 25) {
  const [wanted, setWanted] = useState(0);
  const last = Math.max(0, Math.ceil(items.length / size) - 1);
  const at = Math.min(wanted, last);
  return {
    items: items.slice(at * size, (at + 1) * size),
    number: at + 1,
    of: last + 1,
    forth: at < last ? () => setWanted(at + 1) : undefined,
    back: at > 0 ? () => setWanted(at - 1) : undefined,
  };
}

/** The buttons below a list; nothing where one page holds all. */
export function Pager({
  number,
  of,
  back,
  forth,
  words = ['Back', 'On'],
}: {
  number: number;
  of?: number;
  back?: () => void;
  forth?: () => void;
  words?: [string, string];
}) {
  if (!back && !forth) return null;
  return (
    <nav className="row between" aria-label="Pages of the list">
      <Button variant="default" onClick={back} disabled={!back}>
        {words[0]}
      </Button>
      <span className="faint" aria-live="polite">
        Page {number}
        {of === undefined ? '' : ` of ${of}`}
      </span>
      <Button variant="default" onClick={forth} disabled={!forth}>
        {words[1]}
      </Button>
    </nav>
  );
}
