import { useQuery } from '@tanstack/react-query';
import { keeping } from '../api/queries';
import { Waiting } from '../parts/Waiting';
import { keptFor } from './keptFor';

/** How long what is kept. */
export function Keeping() {
  const found = useQuery(keeping);
  return (
    <section className="card stack" aria-labelledby="keeping">
      <h2 id="keeping">How long things are kept</h2>
      <Waiting on={found} lines={6}>
        {({ items }) => (
          <dl className="facts">
            {items.map(({ name, what, hours, from }) => (
              <div key={name} style={{ display: 'contents' }}>
                <dt>{keptFor(hours)}</dt>
                <dd>
                  {what} <span className="faint">({hours === 0 ? 'not kept at all' : from})</span>
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Waiting>
      <p className="faint">The times are settings of the app; the README lists them.</p>
    </section>
  );
}
