import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react';
import { advice, change, forget, SignedOut, words } from '../api/client';
import { session } from '../api/queries';
import type { Session } from '../api/types';
import { Failed, Loading } from '../parts/Waiting';
import { SignIn } from './SignIn';
import { takeToken } from './token';

const Caller = createContext<Session | null>(null);

/** Who is signed in, and what they may do. */
export function useCaller(): { name: string; role: string; mayEdit: boolean; mayAdminister: boolean } {
  const caller = useContext(Caller);
  const role = caller?.role ?? 'viewer';
  return { name: caller?.name ?? '', role, mayEdit: role !== 'viewer', mayAdminister: role === 'admin' };
}

/** Shows the pages to those who are signed in, and the sign-in to others. */
export function SignedIn({ token, children }: { token: string | null; children: ReactNode }) {
  const client = useQueryClient();
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

  if (given !== null || found.isPending) return <Loading />;
  if (found.error instanceof SignedOut || (found.error && refused)) {
    return <SignIn refused={refused} at={found.error instanceof SignedOut ? found.error.at : null} onToken={signIn} />;
  }
  if (found.error)
    return (
      <main className="page">
        <Failed error={found.error} again={() => void found.refetch()} />
      </main>
    );
  return <Caller.Provider value={found.data}>{children}</Caller.Provider>;
}
