import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { meeting as about, run as reading } from '../api/queries';
import type { Run } from '../api/types';
import { addressOf } from '../meetings/MeetingsPage';
import { nameOf } from '../meetings/verdict';
import { isNotThere, NotThere } from '../parts/NotThere';
import { Page } from '../parts/Page';
import { Waiting } from '../parts/Waiting';
import { RunCard } from './RunCard';

/** One run, and the meeting that it is for. */
export function RunPage() {
  const { id = '' } = useParams();
  const found = useQuery({ ...reading(id), refetchInterval: 3_000 });
  if (!found.data && isNotThere(found.error)) return <NotThere title="There is no such run" to="/runs" back="All runs" />;
  return (
    <Page title="Run">
      <Waiting on={found}>{(run) => <Whole run={run} />}</Waiting>
    </Page>
  );
}

// A run names its meeting by Convo's id alone; where two connections know one of this id, the app can't say which, and there is no link.
function Whole({ run }: { run: Run }) {
  const { data } = useQuery({ ...about(run.conversationId, ''), refetchInterval: false });
  return (
    <>
      <p dir="auto">
        For the meeting {data ? <Link to={addressOf(data)}>{nameOf(data)}</Link> : <code>{run.conversationId}</code>}
      </p>
      <RunCard run={run} meeting={data ? nameOf(data) : run.conversationId} heading="h2" />
    </>
  );
}
