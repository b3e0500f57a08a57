import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { meeting as reading } from '../api/queries';
import type { Meeting } from '../api/types';
import { Chip } from '../parts/Chip';
import { Moment } from '../parts/Moment';
import { isNotThere, NotThere } from '../parts/NotThere';
import { Page } from '../parts/Page';
import { Empty, Waiting } from '../parts/Waiting';
import { RunCard } from '../runs/RunCard';
import { CompletenessLine } from './CompletenessLine';
import { leftOf, nameOf, verdictOf } from './verdict';

/** One meeting: did it get out? */
export function MeetingPage() {
  const { connection = '', id = '' } = useParams();
  const found = useQuery(reading(id, connection));
  if (!found.data && isNotThere(found.error)) {
    return (
      <NotThere title="There is no such meeting" to="/meetings" back="All meetings">
        <p>The address may be mistyped, or the meeting is so old that nothing is kept of it.</p>
      </NotThere>
    );
  }
  return (
    <Page title={found.data ? nameOf(found.data) : 'Meeting'}>
      <Waiting on={found}>{(meeting) => <Whole meeting={meeting} />}</Waiting>
    </Page>
  );
}

/** What others still have of a meeting that was deleted: nobody but a person can take that away. */
function NotRecalled({ names }: { names: readonly string[] }) {
  return (
    <div className="card bad tight">
      <p>
        <strong>Still with those who got it:</strong>
      </p>
      <ul>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <p className="advice">Ask them to delete it, or delete it by hand where you can.</p>
    </div>
  );
}

function Whole({ meeting }: { meeting: Meeting }) {
  const { tone, word } = verdictOf(meeting);
  return (
    <>
      <section className="card stack" aria-labelledby="answer">
        <div className="row">
          <h2 id="answer">Did it get out?</h2>
          <Chip tone={tone}>{word}</Chip>
        </div>
        <p>{meeting.gotOut.sentence}</p>
        {meeting.notRecalled.length > 0 && <NotRecalled names={meeting.notRecalled} />}
        <dl className="facts">
          <dt>First heard of</dt>
          <dd>
            <Moment at={meeting.firstSeen} />
          </dd>
          <dt>Connection</dt>
          <dd>{meeting.connection}</dd>
          <dt>{meeting.tombstone ? "Hash of Convo's id" : "Convo's id"}</dt>
          <dd>
            <code>{meeting.conversationId}</code>
            {meeting.tombstone && <span className="faint"> The id itself is forgotten.</span>}
          </dd>
          {meeting.deletedAt && (
            <>
              <dt>Deleted in Convo</dt>
              <dd>
                <Moment at={meeting.deletedAt} />
              </dd>
            </>
          )}
          {meeting.tombstone && (
            <>
              <dt>Still kept here</dt>
              <dd>
                {leftOf(meeting.tombstone)} <span className="faint">Nothing of what was said, and no title.</span>
              </dd>
            </>
          )}
        </dl>
      </section>
      <section className="stack" aria-labelledby="runs">
        <h2 id="runs">Runs</h2>
        {meeting.runs.length === 0 ? (
          <Empty title="No recipe has run for it">
            <p>A recipe runs when what it waits for happens after it was published.</p>
          </Empty>
        ) : (
          <ul className="list">
            {meeting.runs.toReversed().map((run) => (
              <li key={run.id}>
                <RunCard run={run} meeting={nameOf(meeting)} />
              </li>
            ))}
          </ul>
        )}
        {meeting.without && meeting.without.length > 0 && (
          <div className="card tight">
            <h3>Recipes that are on and did not run</h3>
            <ul className="plain tight">
              {meeting.without.map(({ recipe, name, reason }) => (
                <li key={recipe}>
                  <Link to={`/recipe/${encodeURIComponent(recipe)}`}>{name}</Link>: {reason}
                </li>
              ))}
            </ul>
          </div>
        )}
      </section>
      <section className="card stack" aria-labelledby="events">
        <h2 id="events">What Convo told us</h2>
        <ol className="plain tight">
          {meeting.events.map((event, index) => (
            <li key={index}>
              {event.name}{' '}
              <span className="faint">
                <Moment at={event.receivedAt} />, by {event.source}
                {event.lateMinutes ? `, ${event.lateMinutes} min late` : ''}
              </span>
            </li>
          ))}
        </ol>
      </section>
      <CompletenessLine />
    </>
  );
}
