import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { change, forget } from '../api/client';
import { session } from '../api/queries';
import { useDoing } from '../parts/useDoing';
import { useCaller } from '../session/SignedIn';
import styles from './Shell.module.css';
import { ThemeSwitch } from './ThemeSwitch';

/** Who is signed in, the colours, and the way out. */
export function SessionBar() {
  const caller = useCaller();
  const client = useQueryClient();
  const { act, busy } = useDoing();

  // What was read belongs to the one who goes.
  const signOut = async () => {
    await act(() => change('/api/session', { method: 'DELETE' }), 'You are signed out.');
    forget();
    await client.resetQueries({ queryKey: session.queryKey });
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== session.queryKey[0] });
  };

  return (
    <div className={styles.session}>
      <span className="faint">
        {caller.name} ({caller.role})
      </span>
      <ThemeSwitch />
      <Button variant="subtle" loading={busy} onClick={() => void signOut()}>
        Sign out
      </Button>
    </div>
  );
}
