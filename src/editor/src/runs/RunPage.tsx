import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { run as reading } from '../api/queries';
import { Page } from '../parts/Page';
import { Waiting } from '../parts/Waiting';
import { RunCard } from './RunCard';

/** One run. */
export function RunPage() {
  const { id = '' } = useParams();
  const found = useQuery({ ...reading(id), refetchInterval: 3_000 });
  return (
    <Page title="Run">
      <Waiting on={found}>{(run) => <RunCard run={run} meeting={run.conversationId} heading="h2" />}</Waiting>
    </Page>
  );
}
