import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { change, part } from '../api/client';
import { connections } from '../api/queries';
import type { Connection } from '../api/types';
import { useAsk } from '../parts/Ask';
import { NotThere, NotThereInside } from '../parts/NotThere';
import { Page } from '../parts/Page';
import { useDoing } from '../parts/useDoing';
import { Waiting } from '../parts/Waiting';
import { useCaller } from '../session/SignedIn';
import { AccountCard } from './AccountCard';
import { ConnectionForm } from './ConnectionForm';
import { AbilityLine, ConnectionTester } from './ConnectionTester';
import { kindOf, kinds } from './kinds';
import { WebhookCard } from './WebhookCard';

/** Connects something that was not connected so far. */
export function NewConnection() {
  const { kind = '' } = useParams();
  const [saved, setSaved] = useState<Connection | null>(null);
  const { title, what, steps } = kindOf(kind);
  if (!kinds.some((known) => known.kind === kind)) {
    return (
      <NotThere title={`${title} can't be connected`} to="/connections" back="All connections">
        <p>Convo, Slack and mail can be.</p>
      </NotThere>
    );
  }
  return (
    <Page title={`Connect ${title}`} lead={what}>
      {saved ? (
        <Saved connection={saved} />
      ) : (
        <>
          {steps.length > 0 && (
            <section className="card form stack" aria-labelledby="how">
              <h2 id="how">How to get what is asked for</h2>
              <ol>
                {steps.map((step) => (
                  <li key={step}>{step}</li>
                ))}
              </ol>
            </section>
          )}
          <ConnectionForm kind={kind} saved={null} onSaved={setSaved} />
        </>
      )}
    </Page>
  );
}

function Saved({ connection }: { connection: Connection }) {
  const go = useNavigate();
  return (
    <section className="card form stack" aria-labelledby="saved">
      <h2 id="saved">{connection.name} is saved</h2>
      {connection.webhook && (
        <ul className="plain">
          <AbilityLine ability={connection.webhook} />
        </ul>
      )}
      <ConnectionTester name={connection.name} atOnce />
      <div className="row">
        <Button onClick={() => void go('/welcome')}>Go on</Button>
        <Button variant="default" onClick={() => void go('/connections')}>
          All connections
        </Button>
      </div>
    </section>
  );
}

/** Changes a connection: its settings, and its secrets where new ones are given. */
export function EditConnection() {
  const { name = '' } = useParams();
  const found = useQuery(connections);
  const { mayEdit, mayAdminister } = useCaller();
  const [saved, setSaved] = useState<Connection | null>(null);
  return (
    <Page title={`Connection ${name}`}>
      <Waiting on={found}>
        {({ items }) => {
          const connection = items.find((one) => one.name === name);
          if (!connection) return <NotThereInside title="There is no connection of this name" to="/connections" back="All connections" />;
          if (saved) return <Saved connection={saved} />;
          return (
            <>
              {connection.kind === 'convo' && <AccountCard connection={connection} />}
              {mayEdit && (
                <section className="card form stack" aria-labelledby="test">
                  <h2 id="test">Does it work?</h2>
                  <p className="faint">A test asks with what is saved, and says what works and what is missing. Nothing is posted or sent.</p>
                  <ConnectionTester name={name} />
                </section>
              )}
              {connection.kind === 'convo' && <WebhookCard name={name} />}
              {mayAdminister ? (
                <>
                  <ConnectionForm kind={connection.kind} saved={connection} onSaved={setSaved} />
                  <Remove name={name} />
                </>
              ) : (
                <p className="faint">Admins change it.</p>
              )}
            </>
          );
        }}
      </Waiting>
    </Page>
  );
}

function Remove({ name }: { name: string }) {
  const ask = useAsk();
  const go = useNavigate();
  const { act, busy } = useDoing();

  const remove = async () => {
    const yes = await ask({
      title: 'Remove the connection?',
      text: `Recipes that use ${name} can no longer run; its secrets are deleted, and its webhook at Convo is taken away.`,
      yes: 'Remove',
      danger: true,
    });
    if (!yes) return;
    const done = await act(
      async () => {
        await change(`/api/connections/${part(name)}`, { method: 'DELETE' });
        return true;
      },
      `${name} is removed.`,
      'connections',
    );
    if (done) await go('/connections');
  };

  return (
    <div className="row">
      <Button variant="default" loading={busy} onClick={() => void remove()}>
        Remove the connection
      </Button>
    </div>
  );
}
