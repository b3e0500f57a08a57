import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { change, part } from '../api/client';
import { connections, recipes } from '../api/queries';
import type { Delivery, Run } from '../api/types';
import { deliveryVerdict, occasionOf, verdict } from '../meetings/verdict';
import { useAsk } from '../parts/Ask';
import { Chip } from '../parts/Chip';
import { Moment } from '../parts/Moment';
import { Outward } from '../parts/Outward';
import { sentence } from '../parts/sentence';
import { useDoing } from '../parts/useDoing';
import { useCaller } from '../session/SignedIn';
import { pageOfSandbox } from '../welcome/sandbox';

/** One run: whether it got out, why not, what can be done, and each of its deliveries. */
export function RunCard({ run, meeting, heading: Heading = 'h3' }: { run: Run; meeting: string; heading?: 'h2' | 'h3' }) {
  const { tone, word } = verdict(run);
  const known = useQuery(recipes).data?.items.find((recipe) => recipe.id === run.recipe)?.name;
  const name = run.recipeName ?? known ?? run.recipe;
  return (
    <article className="card stack" aria-label={`${name} for ${meeting}`}>
      <div className="row between">
        <div className="grow">
          <Heading>
            <Link className="link-row" to={`/recipe/${encodeURIComponent(run.recipe)}`}>
              {name}
            </Link>
          </Heading>
          <p className="faint">
            Version {run.version}, {occasionOf(run.occasion)}, <Moment at={run.openedAt} />
          </p>
        </div>
        <Chip tone={tone}>{word}</Chip>
      </div>
      {run.state === 'waiting' && (
        <p>
          {run.waitsUntil && (
            <>
              Waits until <Moment at={run.waitsUntil} /> at most.{' '}
            </>
          )}
          {run.looksAgainAt && (
            <>
              Looks again <Moment at={run.looksAgainAt} />.
            </>
          )}
        </p>
      )}
      {run.reason && <p>{sentence(run.reason)}</p>}
      {run.advice && <p className="advice">{run.advice}</p>}
      {run.deliveries.length > 0 && (
        <ul className="plain tight">
          {run.deliveries.map((one) => (
            <DeliveryLine key={`${one.step} ${one.item}`} delivery={one} />
          ))}
        </ul>
      )}
      <RunAgain run={run} name={name} meeting={meeting} />
    </article>
  );
}

function DeliveryLine({ delivery }: { delivery: Delivery }) {
  const pages = pageOfSandbox(useQuery(connections).data?.items ?? []);
  const place = delivery.destination || delivery.connection;
  const { tone, word } = deliveryVerdict(delivery);
  // What the sandbox's Slack holds is seen on the sandbox's page; its links lead nowhere.
  const link = delivery.link ? (pages.get(delivery.connection) ?? delivery.link) : null;
  return (
    <li className="tight">
      <p>
        <Chip tone={tone}>{word}</Chip> {link ? <Outward to={link}>{place}</Outward> : place}{' '}
        <span className="faint">
          {delivery.action}
          {delivery.attempts > 0 && `, ${delivery.attempts} ${delivery.attempts === 1 ? 'attempt' : 'attempts'}`}
          {delivery.deliveredAt && (
            <>
              , <Moment at={delivery.deliveredAt} />
            </>
          )}
          {delivery.state === 'awaiting' && (
            <>
              {delivery.notBefore && (
                <>
                  , until <Moment at={delivery.notBefore} />
                </>
              )}
              , <Link to="/approvals">to the approvals</Link>
            </>
          )}
          {delivery.state === 'pending' && delivery.notBefore && (
            <>
              , again <Moment at={delivery.notBefore} />
            </>
          )}
        </span>
      </p>
      {delivery.reason && <p>{sentence(delivery.reason)}</p>}
      {delivery.advice && <p className="advice">{delivery.advice}</p>}
    </li>
  );
}

function RunAgain({ run, name, meeting }: { run: Run; name: string; meeting: string }) {
  const { mayEdit } = useCaller();
  const ask = useAsk();
  const { act, busy } = useDoing();
  if (!mayEdit || !run.canRunAgain) return null;

  const again = async () => {
    const yes = await ask({
      title: 'Run again?',
      text: `${name} runs once more for "${meeting}" and posts anew; what it posted before stays.`,
      yes: 'Run again',
    });
    if (yes)
      await act(
        () => change(`/api/runs/${part(run.id)}/again`),
        'It runs again; the new run shows up in a moment.',
        'meeting',
        'meetings',
        'runs',
      );
  };

  return (
    <div className="row">
      <Button variant="default" onClick={() => void again()} loading={busy}>
        Run again
        <span className="visually-hidden">
          : {name} for {meeting}
        </span>
      </Button>
    </div>
  );
}
