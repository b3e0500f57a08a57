import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { change, part } from '../api/client';
import { approvals, recipes } from '../api/queries';
import type { Approval, ApprovalLink } from '../api/types';
import { useAsk } from '../parts/Ask';
import { Moment } from '../parts/Moment';
import { Page } from '../parts/Page';
import { Pager, usePart } from '../parts/Pager';
import { Secret } from '../parts/Secret';
import { useDoing } from '../parts/useDoing';
import { Empty, Waiting } from '../parts/Waiting';
import { useCaller } from '../session/SignedIn';
import styles from './Approvals.module.css';

/** What waits for a person's yes. */
export function ApprovalsPage() {
  const found = useQuery(approvals);
  return (
    <Page title="Approvals" lead="What goes out only after a named person says yes. Without a yes in time, nothing goes out.">
      <Waiting on={found}>
        {(list) =>
          list.items.length === 0 ? (
            <Empty title="Nothing waits for a yes">
              <p>A step of a recipe can ask for one; it shows up here and, where that is set, in Slack.</p>
            </Empty>
          ) : (
            <List items={list.items} />
          )
        }
      </Waiting>
    </Page>
  );
}

function List({ items }: { items: readonly Approval[] }) {
  const place = usePart(items);
  return (
    <>
      <ul className="list">
        {place.items.map((one) => (
          <li key={one.id}>
            <Card approval={one} />
          </li>
        ))}
      </ul>
      <Pager {...place} />
    </>
  );
}

function Card({ approval }: { approval: Approval }) {
  const { mayEdit } = useCaller();
  const ask = useAsk();
  const { act, busy } = useDoing();
  const { destination, title, preview } = approval;
  const recipe = useQuery(recipes).data?.items.find(({ id }) => id === approval.recipe)?.name ?? approval.recipe;

  // The content goes along: a yes counts only for what was looked at.
  const decide = async (word: 'approve' | 'reject', done: string) => {
    const yes = await ask(
      word === 'approve'
        ? { title: 'Approve?', text: `It goes out to ${destination} at once.`, yes: 'Approve' }
        : { title: 'Reject?', text: `It does not go out to ${destination}.`, yes: 'Reject', danger: true },
    );
    if (!yes) return;
    await act(
      () => change(`/api/approvals/${part(approval.id)}/${word}`, { body: { content: approval.content } }),
      done,
      'approvals',
      'runs',
      'meetings',
      'meeting',
    );
  };

  return (
    <article className="card stack" aria-label={`${recipe} to ${destination}`}>
      <div>
        <h2 dir="auto">{title || 'A meeting whose title is not kept'}</h2>
        <p className="faint">
          <Link to={`/run/${encodeURIComponent(approval.run)}`}>
            {recipe}, step {approval.step}
          </Link>
          , to {destination}, until <Moment at={approval.until} />
        </p>
      </div>
      {preview && (
        <p className={styles.preview} dir="auto">
          {preview}
        </p>
      )}
      <p className="faint">May decide: {approval.by.join(', ')}</p>
      {mayEdit && (
        <div className="row">
          <Button loading={busy} onClick={() => void decide('approve', 'Approved: it goes out.')}>
            Approve<span className="visually-hidden">: {title}</span>
          </Button>
          <Button variant="default" loading={busy} onClick={() => void decide('reject', 'Rejected: it does not go out.')}>
            Reject<span className="visually-hidden">: {title}</span>
          </Button>
        </div>
      )}
      {mayEdit && <LinkFor approval={approval} />}
    </article>
  );
}

/** A personal link for somebody who may decide and has no access here. */
function LinkFor({ approval }: { approval: Approval }) {
  const { act, busy } = useDoing();
  const [person, setPerson] = useState(approval.by[0] ?? '');
  const [link, setLink] = useState<string | null>(null);

  const make = () =>
    act(
      async () => setLink((await change<ApprovalLink>(`/api/approvals/${part(approval.id)}/link`, { body: { for: person } })).url),
      `The link for ${person} is made.`,
    );

  return (
    <details>
      <summary>A link for somebody without access here</summary>
      <div className="stack">
        <p className="faint">Whoever has it decides as that person, without signing in. It is noted who made it.</p>
        <div className="row">
          <NativeSelect
            className="grow"
            label="For"
            value={person}
            data={approval.by}
            onChange={(event) => {
              setPerson(event.currentTarget.value);
              setLink(null);
            }}
          />
          <Button variant="default" className="at-field" loading={busy} onClick={() => void make()}>
            Make a link
          </Button>
        </div>
        {link && <Secret label={`The link for ${person}`} value={link} />}
      </div>
    </details>
  );
}
