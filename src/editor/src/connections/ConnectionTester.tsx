import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { change, part } from '../api/client';
import type { Ability, ConnectionTest } from '../api/types';
import { Chip } from '../parts/Chip';
import { Failed } from '../parts/Waiting';

/** Tests a connection and shows what works and what is missing. */
export function ConnectionTester({ name, atOnce = false }: { name: string; atOnce?: boolean }) {
  const test = useMutation({ mutationFn: () => change<ConnectionTest>(`/api/connections/${part(name)}/test`) });
  const { mutate } = test;

  useEffect(() => {
    if (atOnce) mutate();
  }, [atOnce, mutate]);

  return (
    <div className="stack" aria-live="polite">
      <div className="row">
        <Button variant="default" loading={test.isPending} onClick={() => mutate()}>
          Test<span className="visually-hidden"> {name}</span>
        </Button>
      </div>
      {test.error && <Failed error={test.error} />}
      {test.data && (
        <>
          <p>
            <Chip tone={test.data.works ? 'good' : 'bad'}>{test.data.works ? 'works' : 'does not work'}</Chip> {test.data.account}
          </p>
          <ul className="plain tight">
            {test.data.abilities.map((ability) => (
              <AbilityLine key={ability.name} ability={ability} />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

/** One thing that a connection can do, or not, and what to do about it. */
export function AbilityLine({ ability }: { ability: Ability }) {
  const { works, needed, name, advice } = ability;
  return (
    <li>
      <p>
        <Chip tone={works ? 'good' : needed ? 'bad' : 'wait'}>{works ? 'works' : needed ? 'missing' : 'not there'}</Chip> {name}
      </p>
      {advice && <p className="advice">{advice}</p>}
    </li>
  );
}
