import { useQuery } from '@tanstack/react-query';
import { completeness } from '../api/queries';
import { Moment } from '../parts/Moment';

/** "41 meetings: 40 by webhook, 1 recovered by polling, 0 missing"; and what keeps the poll from telling. */
export function CompletenessLine() {
  const { data } = useQuery(completeness);
  if (!data || data.accounts.length === 0) return null;
  const compared = data.accounts
    .map(({ comparedAt }) => comparedAt)
    .filter((at) => at !== undefined && at !== null)
    .sort()[0];
  const inTrouble = data.accounts.filter(({ trouble }) => trouble);
  return (
    <section className={`card tight ${data.missing > 0 || inTrouble.length > 0 ? 'bad' : ''}`} aria-label="Completeness">
      <p>
        <strong>{data.sentence.replace(/[.]?$/, '.')}</strong>{' '}
        <span className="faint">
          In the last {data.days} days
          {compared ? (
            <>
              , compared with Convo's own list <Moment at={compared} />.
            </>
          ) : (
            "; not compared with Convo's own list so far."
          )}
        </span>
      </p>
      {inTrouble.map(({ connection, trouble, advice }) => (
        <div key={connection}>
          <p>
            {connection}: {trouble}
          </p>
          {advice && <p className="advice">{advice}</p>}
        </div>
      ))}
    </section>
  );
}
