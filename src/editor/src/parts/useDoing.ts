import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { advice, words } from '../api/client';
import { refresh } from '../api/queries';
import { useSay } from '../shell/Say';

/** Does something that changes things: says what came of it, and has what is shown read anew. */
export function useDoing() {
  const client = useQueryClient();
  const say = useSay();
  const [busy, setBusy] = useState(false);

  const act = async <T>(action: () => Promise<T>, done: string | ((answer: T) => string), ...keys: string[]): Promise<T | undefined> => {
    setBusy(true);
    try {
      const answer = await action();
      say(typeof done === 'string' ? done : done(answer));
      await refresh(client, ...keys);
      return answer;
    } catch (error) {
      say([words(error), advice(error)].filter(Boolean).join(' '), 'bad');
      await refresh(client, ...keys);
      return undefined;
    } finally {
      setBusy(false);
    }
  };

  return { act, busy };
}
