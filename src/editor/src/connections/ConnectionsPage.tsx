import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { connections } from '../api/queries';
import type { Connection } from '../api/types';
import { Page } from '../parts/Page';
import { Pager, usePart } from '../parts/Pager';
import { Empty, Waiting } from '../parts/Waiting';
import { useCaller } from '../session/SignedIn';
import { pageOfSandbox } from '../welcome/sandbox';
import { ConnectionTester } from './ConnectionTester';
import { kindOf, kinds } from './kinds';

/** Accounts elsewhere that recipes work with. */
export function ConnectionsPage() {
  const { mayAdminister } = useCaller();
  const found = useQuery(connections);
  return (
    <Page
      title="Connections"
      lead="Accounts elsewhere that recipes work with. Their secrets are kept apart and never shown again."
      actions={
        mayAdminister &&
        kinds.map(({ kind, title }) => (
          <Button key={kind} component={Link} to={`/connect/${kind}`} variant="default">
            Connect {title}
          </Button>
        ))
      }
    >
      <Waiting on={found}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty
              title="Nothing is connected"
              action={
                <Button component={Link} to="/welcome">
                  Choose how to begin
                </Button>
              }
            >
              <p>Connect Convo first, then Slack; or begin with the sandbox.</p>
            </Empty>
          ) : (
            <List items={items} />
          )
        }
      </Waiting>
    </Page>
  );
}

function List({ items }: { items: readonly Connection[] }) {
  const place = usePart(items);
  const pages = pageOfSandbox(items);
  return (
    <>
      <ul className="list">
        {place.items.map((one) => (
          <Row key={one.name} connection={one} inSandbox={pages.has(one.name)} />
        ))}
      </ul>
      <Pager {...place} />
    </>
  );
}

function Row({ connection, inSandbox }: { connection: Connection; inSandbox: boolean }) {
  const { mayEdit } = useCaller();
  const { name, kind, settings } = connection;
  return (
    <li className="card stack">
      <div className="row between">
        <div className="grow">
          <h2>
            <Link className="link-row" to={`/connection/${encodeURIComponent(name)}`}>
              {name}
            </Link>
          </h2>
          <p className="faint">
            {kindOf(kind).title}
            {inSandbox && ', in the sandbox'}
            {settings['baseUrl'] && (
              <>
                , <code>{settings['baseUrl']}</code>
              </>
            )}
          </p>
        </div>
      </div>
      {mayEdit && <ConnectionTester name={name} />}
    </li>
  );
}
