import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { connections } from '../api/queries';
import type { Connection } from '../api/types';
import { Chip } from '../parts/Chip';
import { Page } from '../parts/Page';
import { Waiting } from '../parts/Waiting';
import { ConnectionTester } from '../connections/ConnectionTester';
import { kindOf } from '../connections/kinds';
import { useCaller } from '../session/SignedIn';
import { pageOfSandbox } from './sandbox';
import { SandboxLink } from './SandboxLink';

/** How to begin: with the sandbox, or with one's own accounts; and what of them is missing. */
export function WelcomePage() {
  const found = useQuery(connections);
  return (
    <Page
      title="How do you want to begin?"
      lead="Try everything in the sandbox first, or connect your own accounts. You can do one after the other."
    >
      <Waiting on={found}>{({ items }) => <Choices items={items} />}</Waiting>
    </Page>
  );
}

function Choices({ items }: { items: readonly Connection[] }) {
  const sandbox = pageOfSandbox(items);
  return (
    <ul className="cards">
      <li className="card">
        <h2>Sandbox</h2>
        <p>A simulated Convo account and Slack workspace. Nothing leaves this machine, and no account is needed.</p>
        {sandbox.size > 0 ? (
          <>
            <p>
              <Chip tone="good">runs</Chip> <SandboxLink>Its page, to play meetings</SandboxLink>
            </p>
            <div className="row">
              <Button component={Link} to="/gallery">
                Choose a recipe
              </Button>
            </div>
          </>
        ) : (
          <p className="advice">
            It does not run here. On your own machine, start the app with <code>--sandbox</code>.
          </p>
        )}
      </li>
      <li className="card">
        <h2>Your own accounts</h2>
        <p>Two things are needed: Convo, where meetings come from, and Slack, where messages go to. Mail can follow.</p>
        <ul className="plain stack">
          {['convo', 'slack', 'mail'].map((kind) => (
            <Account key={kind} kind={kind} own={items.filter((one) => one.kind === kind && !sandbox.has(one.name))} />
          ))}
        </ul>
      </li>
    </ul>
  );
}

function Account({ kind, own }: { kind: string; own: readonly Connection[] }) {
  const { mayAdminister } = useCaller();
  const { title } = kindOf(kind);
  return (
    <li className="tight">
      <h3>
        {title}{' '}
        {own.length > 0 ? (
          <Chip tone="good">connected</Chip>
        ) : (
          <Chip tone={kind === 'mail' ? 'off' : 'wait'}>{kind === 'mail' ? 'not needed' : 'missing'}</Chip>
        )}
      </h3>
      {own.map(({ name }) => (
        <ConnectionTester key={name} name={name} />
      ))}
      {own.length === 0 &&
        (mayAdminister ? (
          <div className="row">
            <Button component={Link} to={`/connect/${kind}`} variant={kind === 'mail' ? 'default' : 'filled'}>
              Connect {title}
            </Button>
          </div>
        ) : (
          <p className="faint">An admin connects it.</p>
        ))}
    </li>
  );
}
