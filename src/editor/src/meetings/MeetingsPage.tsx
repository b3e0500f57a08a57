import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { meetings } from '../api/queries';
import type { Meeting } from '../api/types';
import { Chip } from '../parts/Chip';
import { Moment } from '../parts/Moment';
import { Page } from '../parts/Page';
import { Pager, useCursor } from '../parts/Pager';
import { Empty, Waiting } from '../parts/Waiting';
import { SandboxLink } from '../welcome/SandboxLink';
import { CompletenessLine } from './CompletenessLine';
import { nameOf, verdictOf } from './verdict';

/** Meetings, newest first, and of each whether it got out. */
export function MeetingsPage() {
  const place = useCursor();
  const found = useQuery(meetings(place.cursor));
  return (
    <Page title="Meetings" lead="Every meeting that Convo told us about, or that polling found, and whether what should get out got out.">
      <CompletenessLine />
      <Waiting on={found} lines={6}>
        {(page) =>
          page.items.length === 0 && place.number === 1 ? (
            <NoMeeting />
          ) : (
            <>
              <ul className="list">
                {page.items.map((meeting) => (
                  <Row key={`${meeting.connection} ${meeting.conversationId}`} meeting={meeting} />
                ))}
              </ul>
              <Pager
                number={place.number}
                back={place.back}
                forth={page.next ? () => place.forth(page.next!) : undefined}
                words={['Newer', 'Older']}
              />
            </>
          )
        }
      </Waiting>
    </Page>
  );
}

function Row({ meeting }: { meeting: Meeting }) {
  const { tone, word } = verdictOf(meeting);
  return (
    <li className="card row between">
      <div className="grow">
        <p dir="auto">
          <Link className="link-row" to={addressOf(meeting)}>
            {nameOf(meeting)}
          </Link>
        </p>
        <p className="faint">
          <Moment at={meeting.firstSeen} />, by {meeting.connection}
          {meeting.runs.length > 0 && `, ${meeting.runs.length} ${meeting.runs.length === 1 ? 'run' : 'runs'}`}
          {meeting.deletedAt && ', deleted in Convo'}
        </p>
      </div>
      <Chip tone={tone}>{word}</Chip>
    </li>
  );
}

/** The address of a meeting's page. */
export function addressOf(meeting: { connection: string; conversationId: string }): string {
  return `/meeting/${encodeURIComponent(meeting.connection)}/${encodeURIComponent(meeting.conversationId)}`;
}

function NoMeeting() {
  return (
    <Empty title="No meeting so far">
      <p>The next meeting that Convo announces shows up here by itself.</p>
      <p>
        <SandboxLink>Play one in the sandbox</SandboxLink>
      </p>
    </Empty>
  );
}
