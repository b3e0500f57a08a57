import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { change, part } from '../api/client';
import { approvals } from '../api/queries';
import type { Approval } from '../api/types';
import { useAsk } from '../parts/Ask';
import { Moment } from '../parts/Moment';
import { Page } from '../parts/Page';
import { Pager, usePart } from '../parts/Pager';
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
    <article className="card stack" aria-label={`${approval.recipe} to ${destination}`}>
      <div>
        <h2 dir="auto">{title || 'A meeting whose title is not kept'}</h2>
        <p className="faint">
          <Link to={`/run/${encodeURIComponent(approval.run)}`}>
            {approval.recipe}, step {approval.step}
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
    </article>
  );
}
