import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react';
import { advice, change, forget, SignedOut, words } from '../api/client';
import { session } from '../api/queries';
import type { Session } from '../api/types';
import { useDoing } from '../parts/useDoing';
import { Failed, Loading } from '../parts/Waiting';
import { SignIn } from './SignIn';
import { takeToken } from './token';

const Caller = createContext<{ session: Session | null; signOut: () => void }>({ session: null, signOut: () => undefined });

/** Who is signed in, what they may do, and the way out. */
export function useCaller(): { name: string; role: string; mayEdit: boolean; mayAdminister: boolean; signOut: () => void } {
  const { session: caller, signOut } = useContext(Caller);
  const role = caller?.role ?? 'viewer';
  return { name: caller?.name ?? '', role, mayEdit: role !== 'viewer', mayAdminister: role === 'admin', signOut };
}

/** Shows the pages to those who are signed in, and the sign-in to others. */
export function SignedIn({ token, children }: { token: string | null; children: ReactNode }) {
  const client = useQueryClient();
  const { act, busy: leaving } = useDoing();
  const [given, setGiven] = useState(token);
  const [refused, setRefused] = useState<string | null>(null);
  const found = useQuery({ ...session, enabled: given === null, retry: false });

  const signIn = useCallback(
    async (offered: string) => {
      setRefused(null);
      forget();
      try {
        client.setQueryData(session.queryKey, await change<Session>('/api/session', { body: { token: offered } }));
        await client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' });
      } catch (error) {
        setRefused(
          error instanceof SignedOut
            ? 'This token lets nobody in. Check that it was copied whole; a later start of the app prints a new one.'
            : [words(error), advice(error)].filter(Boolean).join(' '),
        );
      }
      setGiven(null);
    },
    [client],
  );

  // While it lasts no page is shown, so none asks for what it may no longer have. What was read belongs to the one who goes.
  const signOut = async () => {
    await act(() => change('/api/session', { method: 'DELETE' }), 'You are signed out.');
    forget();
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== session.queryKey[0] });
    await client.resetQueries({ queryKey: session.queryKey });
  };

  useEffect(() => {
    if (given !== null) void signIn(given);
  }, [given, signIn]);

  useEffect(() => {
    const look = () => {
      const link = takeToken();
      if (link) setGiven(link);
    };
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);

  if (given !== null || leaving || found.isPending) return <Loading />;
  if (found.error instanceof SignedOut || (found.error && refused)) {
    return <SignIn refused={refused} at={found.error instanceof SignedOut ? found.error.at : null} onToken={signIn} />;
  }
  if (found.error)
    return (
      <main className="page">
        <Failed error={found.error} again={() => void found.refetch()} />
      </main>
    );
  return <Caller.Provider value={{ session: found.data, signOut: () => void signOut() }}>{children}</Caller.Provider>;
}
