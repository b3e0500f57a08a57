import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate } from 'react-router';
import { budgets, connections, health, meetings, recipes } from '../api/queries';
import type { Connection } from '../api/types';
import { CompletenessLine } from '../meetings/CompletenessLine';
import { addressOf } from '../meetings/MeetingsPage';
import { nameOf, verdictOf } from '../meetings/verdict';
import { Chip } from '../parts/Chip';
import { Moment } from '../parts/Moment';
import { Page } from '../parts/Page';
import { Waiting } from '../parts/Waiting';
import { healthTones } from '../shell/health';
import { pageOfSandbox } from './sandbox';
import { SandboxLink } from './SandboxLink';

const few = 6;

/** How it stands, at a glance; the very first time, the choice of how to begin. */
export function HomePage() {
  const accounts = useQuery(connections);
  const found = useQuery(meetings(null));
  if (accounts.data?.items.length === 0) return <Navigate to="/welcome" replace />;
  return (
    <Page title="Did it get out?" lead="Meetings come in, recipes run, messages go out. What needs you shows up here.">
      <CompletenessLine />
      {accounts.data && <OnlySandbox all={accounts.data.items} />}
      <div className="columns two">
        <section className="stack" aria-labelledby="newest">
          <div className="row between">
            <h2 id="newest">Newest meetings</h2>
            <Link to="/meetings">All meetings</Link>
          </div>
          <Waiting on={found}>
            {({ items }) =>
              items.length === 0 ? (
                <div className="card empty">
                  <h3>No meeting so far</h3>
                  <p className="faint">The next one that Convo announces shows up by itself.</p>
                  <p>
                    <SandboxLink>Play one in the sandbox</SandboxLink>
                  </p>
                </div>
              ) : (
                <>
                  <ul className="list">
                    {items.slice(0, few).map((meeting) => {
                      const { tone, word } = verdictOf(meeting);
                      return (
                        <li key={`${meeting.connection} ${meeting.conversationId}`} className="card row between">
                          <div className="grow">
                            <p dir="auto">
                              <Link className="link-row" to={addressOf(meeting)}>
                                {nameOf(meeting)}
                              </Link>
                            </p>
                            <p className="faint">
                              <Moment at={meeting.firstSeen} />
                            </p>
                          </div>
                          <Chip tone={tone}>{word}</Chip>
                        </li>
                      );
                    })}
                  </ul>
                  <p>
                    <SandboxLink>Play another in the sandbox</SandboxLink>
                  </p>
                </>
              )
            }
          </Waiting>
        </section>
        <div className="stack">
          <Standing />
          <OnNow />
        </div>
      </div>
    </Page>
  );
}

/** Where nothing but the sandbox is connected: the way to the real accounts. */
function OnlySandbox({ all }: { all: readonly Connection[] }) {
  const sandbox = pageOfSandbox(all);
  if (all.some(({ name }) => !sandbox.has(name))) return null;
  return (
    <section className="card row between" aria-label="Sandbox">
      <p className="grow">
        You are in the sandbox: a simulated Convo and Slack. <SandboxLink>Play a meeting</SandboxLink>, or connect your own accounts.
      </p>
      <Button component={Link} to="/welcome" variant="default">
        How to begin
      </Button>
    </section>
  );
}

function Standing() {
  const found = useQuery(health).data;
  const calls = useQuery(budgets).data?.items ?? [];
  if (!found) return null;
  return (
    <section className="card tight" aria-labelledby="health">
      <h2 id="health">Health</h2>
      <p>
        <Chip tone={healthTones[found.status] ?? 'wait'}>{found.status}</Chip>
      </p>
      <p className="faint">
        {found.lastStoredAt ? (
          <>
            Last event stored <Moment at={found.lastStoredAt} />.
          </>
        ) : (
          'No event came in since the start.'
        )}
      </p>
      {calls.map(({ connection, used, limit, parkedUntil }) => (
        <p key={connection} className="faint">
          {connection}: {used} of {limit} calls used in the last hour
          {parkedUntil && (
            <>
              ; runs that need one go on <Moment at={parkedUntil} />
            </>
          )}
          .
        </p>
      ))}
    </section>
  );
}

function OnNow() {
  const all = useQuery(recipes).data?.items;
  if (!all) return null;
  const on = all.filter(({ state }) => state === 'on');
  return (
    <section className="card stack" aria-labelledby="on">
      <h2 id="on">Recipes that are on</h2>
      {on.length === 0 ? (
        <p>None. Nothing goes out.</p>
      ) : (
        <ul className="plain tight">
          {on.slice(0, few).map(({ id, name }) => (
            <li key={id}>
              <Link to={`/recipe/${encodeURIComponent(id)}`}>{name}</Link>
            </li>
          ))}
        </ul>
      )}
      {on.length > few && <p className="faint">And {on.length - few} more.</p>}
      <div className="row">
        <Button component={Link} to="/gallery" variant="default">
          From the gallery
        </Button>
      </div>
    </section>
  );
}
