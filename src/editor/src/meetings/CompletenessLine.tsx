import { useQuery } from '@tanstack/react-query';
import { completeness } from '../api/queries';
import { Moment } from '../parts/Moment';

/** "41 meetings: 40 by webhook, 1 recovered by polling, 0 missing". */
export function CompletenessLine() {
  const { data } = useQuery(completeness);
  if (!data) return null;
  return (
    <p className={`card ${data.missing > 0 ? 'bad' : ''}`}>
      <strong>{data.sentence}</strong> <span className="faint">Counted since <Moment at={data.since} />.</span>
    </p>
  );
}
