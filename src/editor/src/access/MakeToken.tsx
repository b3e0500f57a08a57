import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { change, Refused } from '../api/client';
import type { Problem, TokenMade } from '../api/types';
import { useDoing } from '../parts/useDoing';

const roles: Record<string, string> = {
  viewer: 'Sees recipes, runs and connections, but nothing of what was said, not even titles.',
  editor: 'Sees titles and previews, changes recipes, says yes, and runs again.',
};

/** A new token: who it is for, and what it allows. */
export function MakeToken({ onMade }: { onMade: (made: TokenMade) => void }) {
  const { act, busy } = useDoing();
  const [name, setName] = useState('');
  const [role, setRole] = useState('viewer');
  const [problems, setProblems] = useState<readonly Problem[]>([]);

  const make = async (event: FormEvent) => {
    event.preventDefault();
    setProblems([]);
    await act(
      async () => {
        try {
          onMade(await change<TokenMade>('/api/tokens', { body: { name: name.trim(), role } }));
          setName('');
        } catch (error) {
          if (error instanceof Refused) setProblems(error.problems);
          throw error;
        }
      },
      `The token for ${name.trim()} is made.`,
      'tokens',
    );
  };

  const problem = problems.find(({ path }) => path === 'name');
  return (
    <form className="card form stack" onSubmit={(event) => void make(event)} aria-labelledby="new-token">
      <h2 id="new-token">New token</h2>
      <TextInput
        label="For whom or what"
        value={name}
        maxLength={60}
        error={problem && `${problem.message} ${problem.advice}`}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <NativeSelect
        label="Role"
        description={roles[role]}
        value={role}
        data={Object.keys(roles)}
        onChange={(event) => setRole(event.currentTarget.value)}
      />
      <div className="row">
        <Button type="submit" loading={busy}>
          Make the token
        </Button>
      </div>
    </form>
  );
}
