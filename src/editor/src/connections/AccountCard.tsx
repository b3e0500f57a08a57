import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { change, part } from '../api/client';
import { account } from '../api/queries';
import type { AccountState } from '../api/types';
import { Chip } from '../parts/Chip';
import { Moment } from '../parts/Moment';
import { useDoing } from '../parts/useDoing';
import { Waiting } from '../parts/Waiting';

/** How the account behind a connection to Convo stands: its plan, its AI generations, and why nothing is asked of it where that is so. */
export function AccountCard({ name }: { name: string }) {
  const found = useQuery(account(name));
  return (
    <section className="card form stack" aria-labelledby="account">
      <h2 id="account">The account at Convo</h2>
      <Waiting on={found}>{(state) => <Standing name={name} state={state} />}</Waiting>
    </section>
  );
}

function Standing({ name, state }: { name: string; state: AccountState }) {
  const { owner, tier, status, stopped, trouble, readAt } = state;
  return (
    <>
      <div aria-live="polite">
        <p>
          <Chip tone={stopped ? 'bad' : readAt ? 'good' : 'wait'}>{stopped ? 'stopped' : readAt ? 'works' : 'not asked yet'}</Chip> {owner}
        </p>
        {stopped && (
          <>
            <p>{stopped.reason}</p>
            <p className="advice">{stopped.advice}</p>
            <p>
              It is tried again by itself <Moment at={stopped.triedAgainAt} />.
            </p>
          </>
        )}
        {trouble && <p className="advice">{trouble}</p>}
      </div>
      {tier && (
        <p>
          Plan: {tier}
          {status && status !== 'active' && ` (${status})`}
          <Change state={state} />
        </p>
      )}
      <Generations state={state} />
      {readAt && (
        <p className="quiet">
          Convo said so <Moment at={readAt} />; it is asked once a day.
        </p>
      )}
      <TryAgain name={name} />
    </>
  );
}

function Change({ state: { tierBefore, tierChangedAt } }: { state: AccountState }) {
  if (!tierBefore || !tierChangedAt) return null;
  return (
    <>
      , before <Moment at={tierChangedAt} /> it was {tierBefore}
    </>
  );
}

function Generations({ state: { ai } }: { state: AccountState }) {
  if (!ai) return null;
  if (ai.isUnlimited) return <p>AI generations: without limit.</p>;
  if (ai.exhaustedUntil) {
    return (
      <p>
        AI generations: none left. None is asked for before <Moment at={ai.exhaustedUntil} />.
      </p>
    );
  }
  return (
    <p>
      AI generations: {ai.remaining ?? 'not known'} of {ai.limit ?? 'not known'} left
      {ai.resetsAt && (
        <>
          ; Convo counts anew <Moment at={ai.resetsAt} />
        </>
      )}
      .
    </p>
  );
}

function TryAgain({ name }: { name: string }) {
  const { act, busy } = useDoing();
  const again = () =>
    act(
      async () => {
        await change<AccountState>(`/api/connections/${part(name)}/account/try`);
        return true;
      },
      'Convo was asked.',
      'connections',
    );
  return (
    <div className="row">
      <Button variant="default" loading={busy} onClick={() => void again()}>
        Try again
      </Button>
    </div>
  );
}
