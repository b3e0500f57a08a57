import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { change, part } from '../api/client';
import { quarantine, rejections } from '../api/queries';
import type { Quarantined } from '../api/types';
import { useAsk } from '../parts/Ask';
import { Chip } from '../parts/Chip';
import { Moment } from '../parts/Moment';
import { Page } from '../parts/Page';
import { Pager, usePart } from '../parts/Pager';
import { useDoing } from '../parts/useDoing';
import { Empty, Waiting } from '../parts/Waiting';
import { useCaller } from '../session/SignedIn';
import { causes, sums } from './causes';

/** What did not come in as it should: signed bodies that could not be read, and deliveries that were turned away. */
export function IntakePage() {
  const held = useQuery(quarantine);
  const turnedAway = useQuery(rejections);
  return (
    <Page
      title="Intake"
      lead="What Convo signed but nobody could read is kept here for 30 days, and can be released. What was not signed rightly is only counted."
    >
      <section className="stack" aria-labelledby="quarantine">
        <h2 id="quarantine">Quarantine</h2>
        <Waiting on={held}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty title="Empty">
                <p>Everything that Convo signed could be read.</p>
              </Empty>
            ) : (
              <Held items={items} />
            )
          }
        </Waiting>
      </section>
      <section className="stack" aria-labelledby="turned-away">
        <h2 id="turned-away">Turned away</h2>
        <Waiting on={turnedAway}>
          {({ items, since }) => (
            <>
              {items.length === 0 ? (
                <Empty title="Nothing was turned away">
                  <p>Every delivery was signed with a secret that counts.</p>
                </Empty>
              ) : (
                <ul className="card plain tight">
                  {sums(items).map(({ connection, reason, count }) => (
                    <li key={`${connection} ${reason}`}>
                      <strong>{count}</strong> {causes[reason] ?? reason} <span className="faint">({connection})</span>
                    </li>
                  ))}
                </ul>
              )}
              <p className="faint">
                Counted since <Moment at={since} />, two days at most.
              </p>
            </>
          )}
        </Waiting>
      </section>
    </Page>
  );
}

function Held({ items }: { items: readonly Quarantined[] }) {
  const place = usePart(items);
  return (
    <>
      <ul className="list">
        {place.items.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </ul>
      <Pager {...place} />
    </>
  );
}

function Entry({ entry }: { entry: Quarantined }) {
  const { mayEdit } = useCaller();
  const ask = useAsk();
  const { act, busy } = useDoing();

  const release = async () => {
    const yes = await ask({
      title: 'Release?',
      text: 'It is taken in as if it had just come from Convo, and recipes may run for it.',
      yes: 'Release',
    });
    if (yes) await act(() => change(`/api/quarantine/${part(entry.id)}/release`), 'Released.', 'quarantine', 'meetings');
  };

  return (
    <li className="card stack">
      <p>
        <Chip tone={entry.releasedAt ? 'off' : 'bad'}>{entry.releasedAt ? 'released' : 'waits'}</Chip> {entry.reason}
      </p>
      <p className="faint">
        <Moment at={entry.receivedAt} />, by {entry.connection}, {entry.bytes} bytes
        {entry.releasedAt && (
          <>
            , released <Moment at={entry.releasedAt} /> by {entry.releasedBy}
          </>
        )}
      </p>
      {mayEdit && !entry.releasedAt && (
        <div className="row">
          <Button variant="default" loading={busy} onClick={() => void release()}>
            Release<span className="visually-hidden">: {entry.reason}</span>
          </Button>
        </div>
      )}
    </li>
  );
}
