import { Button, NativeSelect } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { change } from '../api/client';
import { meetings } from '../api/queries';
import type { Tried } from '../api/types';
import { nameOf } from '../meetings/verdict';
import { Failed, Loading } from '../parts/Waiting';
import { useDraft, type Sample } from './Draft';
import { Price } from './Price';
import { TriedResult } from './TriedResult';

const samples = '';

/** Try it: the recipe as it stands, on a real meeting or on sample facts, without any effect. */
export function TryPanel() {
  const { document, sample, choose } = useDraft();
  const known = useQuery({ ...meetings(null), refetchInterval: false }).data?.items ?? [];
  const trial = useMutation({
    mutationFn: (with_: Sample | null) =>
      change<Tried>('/api/recipes/try', {
        body: { recipe: document, ...(with_ ? { meeting: with_.id, connection: with_.connection } : {}) },
      }),
  });

  const pick = (value: string) => {
    const next = value === samples ? null : (JSON.parse(value) as Sample);
    choose(next);
    trial.mutate(next);
  };

  return (
    <section className="card stack" aria-labelledby="try">
      <h2 id="try">Try it</h2>
      <p className="faint">Nothing is sent, and no AI credit is spent.</p>
      <NativeSelect
        label="With the meeting"
        value={sample ? JSON.stringify(sample) : samples}
        onChange={(event) => pick(event.currentTarget.value)}
        data={[
          { value: samples, label: 'sample facts, no real meeting' },
          ...known
            .filter(({ deletedAt }) => !deletedAt)
            .map((meeting) => ({
              value: JSON.stringify({ id: meeting.conversationId, connection: meeting.connection } satisfies Sample),
              label: `${nameOf(meeting)} (${new Date(meeting.firstSeen).toLocaleDateString()})`,
            })),
        ]}
      />
      <div className="row">
        <Button onClick={() => trial.mutate(sample)} loading={trial.isPending}>
          Try it
        </Button>
      </div>
      <div className="stack" aria-live="polite">
        {trial.isPending && <Loading lines={1} />}
        {trial.error && !trial.isPending && <Failed error={trial.error} />}
        {trial.data && !trial.isPending && <TriedResult tried={trial.data} />}
      </div>
      <Price />
    </section>
  );
}
