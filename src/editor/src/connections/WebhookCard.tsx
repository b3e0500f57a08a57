import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { change, part } from '../api/client';
import { account, webhook } from '../api/queries';
import type { Webhook } from '../api/types';
import { useAsk } from '../parts/Ask';
import { Chip } from '../parts/Chip';
import { Moment } from '../parts/Moment';
import { useDoing } from '../parts/useDoing';
import { Waiting } from '../parts/Waiting';
import { useCaller } from '../session/SignedIn';
import { canBeTested, canRotate, labelOf, toneOf } from './webhook';

/** The webhook of a connection to Convo: whether it does its work, since when, and what was done about it. */
export function WebhookCard({ name }: { name: string }) {
  const found = useQuery(webhook(name));
  const stopped = useQuery(account(name)).data?.stopped;
  return (
    <section className="card form stack" aria-labelledby="webhook">
      <h2 id="webhook">Webhook</h2>
      <Waiting on={found} lines={2}>
        {(told) => (
          <>
            <p>
              <Chip tone={toneOf(told)}>{labelOf(told)}</Chip> {told.sentence}
            </p>
            {told.advice && <p className="advice">{stopped && told.state === 'trouble' ? 'Its account is stopped; what to do stands above, at the account.' : told.advice}</p>}
            <Times told={told} />
            <Buttons told={told} />
            {told.found.length > 0 && <Repaired told={told} />}
          </>
        )}
      </Waiting>
    </section>
  );
}

function Times({ told }: { told: Webhook }) {
  const { registeredAt, test, nextTestAt, rotatesAt, heardAt } = told;
  if (!(registeredAt || test || heardAt || nextTestAt || rotatesAt)) return null;
  return (
    <ul className="plain tight">
      {registeredAt && (
        <li>
          Registered since <Moment at={registeredAt} />
          {told.address && <span className="faint"> at {told.address}</span>}
        </li>
      )}
      {test && (
        <li>
          Last test <Moment at={test.at} />: {test.sentence}
        </li>
      )}
      {!test && heardAt && (
        <li>
          A test call of Convo's came in last <Moment at={heardAt} />
        </li>
      )}
      {nextTestAt && (
        <li className="faint">
          Next test <Moment at={nextTestAt} />
        </li>
      )}
      {rotatesAt && (
        <li className="faint">
          Its secret is replaced by itself <Moment at={rotatesAt} />
        </li>
      )}
    </ul>
  );
}

function Buttons({ told }: { told: Webhook }) {
  const ask = useAsk();
  const { mayEdit, mayAdminister } = useCaller();
  const { act, busy } = useDoing();
  const path = `/api/connections/${part(told.connection)}`;

  const test = () => act(() => change<Webhook>(`${path}/webhook/test`), (after) => after.test?.sentence ?? after.sentence, 'webhook', 'health');

  const rotate = async () => {
    const yes = await ask({
      title: 'Rotate the secret?',
      text:
        'A second webhook with a new secret is registered and tested. Then the old one is removed; its secret counts for 24 more hours, ' +
        'for deliveries under way. No event is lost or counted twice, unless all places of the plan are taken: then there is a gap of some ' +
        'seconds, which the poll looks after.',
      yes: 'Rotate',
    });
    if (yes) await act(() => change<Webhook>(`${path}/rotate`), (after) => after.sentence, 'webhook', 'health');
  };

  if (!mayEdit || !(canBeTested(told) || canRotate(told))) return null;
  return (
    <div className="row">
      {canBeTested(told) && (
        <Button variant="default" loading={busy} disabled={told.busy} onClick={() => void test()}>
          {told.state === 'guarded' || told.state === 'failing' ? 'Test now' : 'Look again'}
        </Button>
      )}
      {mayAdminister && canRotate(told) && (
        <Button variant="default" loading={busy} disabled={told.busy} onClick={() => void rotate()}>
          Rotate the secret
        </Button>
      )}
    </div>
  );
}

function Repaired({ told }: { told: Webhook }) {
  return (
    <details>
      <summary>What was found and done</summary>
      <ul className="plain tight">
        {told.found.map(({ at, what }) => (
          <li key={at + what}>
            <Moment at={at} />: {what}
          </li>
        ))}
      </ul>
    </details>
  );
}
