import { useQuery } from '@tanstack/react-query';
import { approvals } from '../api/queries';
import { Moment } from '../parts/Moment';
import { Page } from '../parts/Page';
import { Empty, Waiting } from '../parts/Waiting';

/** What waits for a person's yes. */
export function ApprovalsPage() {
  const found = useQuery(approvals);
  return (
    <Page title="Approvals" lead="Steps that send nothing before a named person says yes. Without a yes in time, nothing is sent.">
      <Waiting on={found}>
        {(list) => !list || list.items.length === 0
          ? <Empty title="Nothing waits for a yes" />
          : (
            <ul className="list">
              {list.items.map((one) => (
                <li key={one.id} className="card tight">
                  <h2>{one.recipe}, step {one.step}</h2>
                  <p>To {one.destination}</p>
                  <p className="faint">Expires <Moment at={one.expiresAt} />.</p>
                </li>
              ))}
            </ul>
          )}
      </Waiting>
    </Page>
  );
}
