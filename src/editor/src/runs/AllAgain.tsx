import { Button } from '@mantine/core';
import { change } from '../api/client';
import type { RunsAgain } from '../api/types';
import { useAsk } from '../parts/Ask';
import { useDoing } from '../parts/useDoing';

const none = 'None of these can be run again: their recipes are off, their meetings are gone, or they ran again since.';

/** What failed, run again in one go: the app counts first, and starts only what was agreed to. */
export function AllAgain({ state, recipe }: { state: 'refused' | 'cancelled'; recipe: string }) {
  const ask = useAsk();
  const { act, busy } = useDoing();
  const call = (confirm?: number) =>
    change<RunsAgain>('/api/runs/again', { body: { state, ...(recipe ? { recipe } : {}), ...(confirm ? { confirm } : {}) } });

  const again = async () => {
    const found = await act(call, ({ count }) => (count === 0 ? none : `${count} can be run again.`));
    if (!found || found.count === 0) return;
    const yes = await ask({
      title: found.count === 1 ? 'Run it again?' : `Run ${found.count} again?`,
      text: `Each runs once more for its meeting and posts anew; what got out before stays.${found.more ? ' There are more: ask again when these are done.' : ''}`,
      yes: 'Run again',
    });
    if (yes) await act(() => call(found.count), ({ sentence }) => sentence, 'runs', 'meetings', 'meeting');
  };

  return (
    <Button variant="default" className="at-field" loading={busy} onClick={() => void again()}>
      Run all {state} again
    </Button>
  );
}
