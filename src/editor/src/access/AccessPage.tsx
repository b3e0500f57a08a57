import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { change, part } from '../api/client';
import { tokens } from '../api/queries';
import type { Token, TokenMade } from '../api/types';
import { useAsk } from '../parts/Ask';
import { Moment } from '../parts/Moment';
import { Page } from '../parts/Page';
import { Pager, usePart } from '../parts/Pager';
import { Secret } from '../parts/Secret';
import { useDoing } from '../parts/useDoing';
import { Empty, Waiting } from '../parts/Waiting';
import { useCaller } from '../session/SignedIn';
import { MakeToken } from './MakeToken';

/** Who may come in with a token, besides the admin. */
export function AccessPage() {
  const { mayAdminister } = useCaller();
  return (
    <Page title="Access" lead="A token lets a teammate or a script in, with no more rights than it needs. It is shown once, when it is made.">
      {mayAdminister ? (
        <Tokens />
      ) : (
        <Empty title="Only admins give access">
          <p>Ask one of them for a token.</p>
        </Empty>
      )}
    </Page>
  );
}

function Tokens() {
  const found = useQuery(tokens);
  const [made, setMade] = useState<TokenMade | null>(null);
  return (
    <>
      {made && (
        <section className="card form stack" aria-labelledby="made">
          <h2 id="made">The token for {made.name}</h2>
          <p>Copy it now: only its hash is kept, so nobody can show it again.</p>
          <Secret label={`Token (${made.role})`} value={made.token} />
          <div className="row">
            <Button variant="default" onClick={() => setMade(null)}>
              I have it
            </Button>
          </div>
        </section>
      )}
      <MakeToken onMade={setMade} />
      <section className="stack" aria-labelledby="tokens">
        <h2 id="tokens">Tokens</h2>
        <Waiting on={found}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title="No token so far">
                <p>Nobody but the admin comes in.</p>
              </Empty>
            ) : (
              <List items={items} />
            )
          }
        </Waiting>
      </section>
    </>
  );
}

function List({ items }: { items: readonly Token[] }) {
  const place = usePart(items);
  return (
    <>
      <ul className="list">
        {place.items.map((token) => (
          <Row key={token.id} token={token} />
        ))}
      </ul>
      <Pager {...place} />
    </>
  );
}

function Row({ token }: { token: Token }) {
  const ask = useAsk();
  const { act, busy } = useDoing();
  // As a caller it is "token Kim"; in a list of tokens that goes without saying.
  const name = token.name.replace(/^token /, '');

  const remove = async () => {
    const yes = await ask({
      title: 'Take the access away?',
      text: `Whoever uses the token for ${name} is out at once.`,
      yes: 'Take it away',
      danger: true,
    });
    if (yes) await act(() => change(`/api/tokens/${part(token.id)}`, { method: 'DELETE' }), `${name} is out.`, 'tokens');
  };

  return (
    <li className="card row between">
      <div className="grow">
        <p>
          <strong dir="auto">{name}</strong> <span className="faint">({token.role})</span>
        </p>
        <p className="faint">
          Made by {token.createdBy}, <Moment at={token.createdAt} />
        </p>
      </div>
      <Button variant="default" loading={busy} onClick={() => void remove()}>
        Take away<span className="visually-hidden">: {name}</span>
      </Button>
    </li>
  );
}
