import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { change } from '../api/client';
import type { Forecast } from '../api/types';
import { useDraft } from './Draft';

const pause = 1_500;

/** What the recipe will cost in a month, in calls and AI credits. */
export function Price() {
  const { document, problems, warnings } = useDraft();
  const [settled] = useDebouncedValue(document, pause);
  const { data } = useQuery({
    queryKey: ['forecast', settled],
    queryFn: () => change<Forecast>('/api/recipes/forecast', { body: { recipe: settled } }),
    enabled: problems.length === 0 && settled.steps.length > 0,
    placeholderData: (before) => before,
    staleTime: 60_000,
    gcTime: 10_000,
  });
  if (!data?.sentence) return null;
  return (
    <div className="tight">
      <h3>What it costs</h3>
      <p>{data.sentence}</p>
      {warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
    </div>
  );
}
