import type { Tried, TriedFacts, TriedStep } from '../api/types';
import { Chip, type Tone } from '../parts/Chip';
import { Moment } from '../parts/Moment';
import { PreviewOf } from '../preview/PreviewOf';
import { costs, nameOfGroup } from './facts';

const decisions: Record<Tried['decision'], { tone: Tone; words: string }> = {
  runs: { tone: 'good', words: 'It would run' },
  waits: { tone: 'wait', words: 'It would wait' },
  'does-not-run': { tone: 'off', words: 'It would not run' },
  refused: { tone: 'bad', words: 'It would be refused' },
};

const states: Record<TriedFacts['state'], string> = {
  known: 'there',
  'not-yet': 'not there yet',
  later: 'can be had later',
  denied: 'refused by Convo',
  sample: 'samples stand in',
};

const audiences = {
  person: 'seen by one person',
  shared: 'seen by all who are there',
  outside: 'leaves your organisation',
  public: 'seen by everybody who has the link',
};

/** What trying found: whether it would run and why, each condition, what it needs, and what would be sent. */
export function TriedResult({ tried }: { tried: Tried }) {
  const { tone, words } = decisions[tried.decision];
  return (
    <>
      <div className="tight">
        <p>
          <Chip tone={tone}>{words}</Chip>
        </p>
        {tried.reason && <p>{tried.reason}</p>}
        {tried.until && (
          <p>
            It would look again <Moment at={tried.until} />.
          </p>
        )}
        {tried.advice && <p className="advice">{tried.advice}</p>}
      </div>
      {tried.conditions.length > 0 && (
        <section className="tight" aria-label="Conditions">
          <h3>Conditions</h3>
          <ul className="plain tight">
            {tried.conditions.map(({ path, text, holds, why }) => (
              <li key={path}>
                <Chip tone={holds ? 'good' : 'off'}>{holds ? 'holds' : 'does not hold'}</Chip> {text}
                {why && <span className="faint"> {why}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {tried.facts.length > 0 && (
        <section className="tight" aria-label="What it needs">
          <h3>What it needs</h3>
          <ul className="plain tight">
            {tried.facts.map(({ group, cost, state, reason }) => (
              <li key={group}>
                {nameOfGroup(group)}: {costs[cost]}, {states[state]}
                {reason && <span className="faint"> ({reason})</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {tried.steps.map((step) => (
        <StepSent key={`${step.id} ${step.item}`} step={step} runs={tried.decision === 'runs'} />
      ))}
      {tried.more > 0 && <p className="faint">And {tried.more} more like these.</p>}
    </>
  );
}

function StepSent({ step, runs }: { step: TriedStep; runs: boolean }) {
  return (
    <section className="tight" aria-label={`Step ${step.id}${step.item > 0 ? `, item ${step.item + 1}` : ''}`}>
      <h3>
        {runs ? 'This would be sent' : 'It would look like this'}
        {step.destination && ` to ${step.destination}`}
      </h3>
      {step.audience && (
        <p className="faint">
          {step.action}, {audiences[step.audience]}
        </p>
      )}
      {step.stopped && (
        <div className="card bad tight">
          <p>
            <strong>The privacy rules stop it.</strong> {step.stopped.reason}
          </p>
          <p className="advice">{step.stopped.advice}</p>
        </div>
      )}
      {step.leftOut && <p>{step.leftOut}</p>}
      {step.preview && <PreviewOf preview={step.preview} label="Preview" />}
    </section>
  );
}
