import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { change, part } from '../api/client';
import { account, budgets } from '../api/queries';
import type { AccountState, Connection } from '../api/types';
import { Chip } from '../parts/Chip';
import { Moment } from '../parts/Moment';
import { useDoing } from '../parts/useDoing';
import { Waiting } from '../parts/Waiting';
import { useCaller } from '../session/SignedIn';
import { creditsLeft, inside, planOf } from './account';

/** How the account behind a connection to Convo stands: its plan, what is left of it, and why nothing is asked of it where that is so. */
export function AccountCard({ connection: { name, settings } }: { connection: Connection }) {
  const found = useQuery(account(name));
  return (
    <section className="card form stack" aria-labelledby="account">
      <h2 id="account">The account at Convo</h2>
      <Waiting on={found}>
        {(state) => (
          <>
            <Standing state={state} />
            <dl className="facts">
              <Plan state={state} />
              <Calls name={name} />
              <Credits state={state} />
              <dt>Inside</dt>
              <dd>{inside(settings['domains'])}</dd>
            </dl>
            {state.readAt && (
              <p className="faint">
                Convo said so <Moment at={state.readAt} />; it is asked once a day.
              </p>
            )}
            <TryAgain name={name} stopped={Boolean(state.stopped)} />
          </>
        )}
      </Waiting>
    </section>
  );
}

function Standing({ state: { owner, stopped, trouble, readAt } }: { state: AccountState }) {
  return (
    <div className="tight" aria-live="polite">
      <p>
        <Chip tone={stopped ? 'bad' : readAt ? 'good' : 'wait'}>{stopped ? 'stopped' : readAt ? 'works' : 'not asked yet'}</Chip> {owner}
      </p>
      {stopped && (
        <>
          <p>{stopped.reason}</p>
          <p className="advice">{stopped.advice}</p>
          <p className="faint">
            The next try by itself: <Moment at={stopped.triedAgainAt} />
          </p>
        </>
      )}
      {trouble && <p className="advice">{trouble}</p>}
    </div>
  );
}

function Plan({ state: { tier, status, tierBefore, tierChangedAt } }: { state: AccountState }) {
  if (!tier) return null;
  return (
    <>
      <dt>Plan</dt>
      <dd>
        {planOf(tier)}
        {status && status !== 'active' && ` (${status})`}
        {tierBefore && tierChangedAt && (
          <span className="faint">
            , {planOf(tierBefore)} until <Moment at={tierChangedAt} />
          </span>
        )}
      </dd>
    </>
  );
}

function Calls({ name }: { name: string }) {
  const found = useQuery(budgets).data?.items.find(({ connection }) => connection === name);
  if (!found) return null;
  const { used, limit, byOthers, parkedUntil } = found;
  return (
    <>
      <dt>Calls</dt>
      <dd>
        {used} of {limit} in the last hour
        {byOthers > 0 && <span className="faint">, {byOthers} of them by other programs</span>}
        {parkedUntil && (
          <span className="faint">
            ; runs that need one go on <Moment at={parkedUntil} />
          </span>
        )}
      </dd>
    </>
  );
}

function Credits({ state: { ai } }: { state: AccountState }) {
  if (!ai) return null;
  const back = ai.exhaustedUntil ?? ai.resetsAt;
  return (
    <>
      <dt>AI credits</dt>
      <dd>
        {creditsLeft(ai)}
        {back && !ai.isUnlimited && (
          <span className="faint">
            ; Convo counts anew <Moment at={back} />
          </span>
        )}
      </dd>
    </>
  );
}

function TryAgain({ name, stopped }: { name: string; stopped: boolean }) {
  const { mayEdit } = useCaller();
  const { act, busy } = useDoing();
  if (!mayEdit) return null;

  const again = () =>
    act(
      () => change<AccountState>(`/api/connections/${part(name)}/account/try`),
      (after) => (after.stopped ? 'Convo still refuses it.' : (after.trouble ?? 'Convo answered: the account works.')),
      'connections',
      'webhook',
      'budgets',
      'health',
    );
  return (
    <div className="row">
      <Button variant="default" loading={busy} onClick={() => void again()}>
        {stopped ? 'Try again' : 'Ask now'}
      </Button>
    </div>
  );
}
