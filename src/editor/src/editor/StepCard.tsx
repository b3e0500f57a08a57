import { Button, NativeSelect, Switch } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Step } from '../api/document';
import { ApprovalFields } from './ApprovalFields';
import { Conditions } from './Conditions';
import { useDraft, useProblem } from './Draft';
import { idOfField } from './path';
import { SchemaForm } from './SchemaForm';
import styles from './StepCard.module.css';

interface Given {
  step: Step;
  index: number;
  up?: () => void;
  down?: () => void;
  remove?: () => void;
}

/** One step: which account, the action's own settings, and what is seldom needed below. */
export function StepCard({ step, index, up, down, remove }: Given) {
  const { catalogue } = useDraft();
  const action = catalogue.actions.find(({ name, version }) => name === step.action && version === step.version);
  const problem = useProblem(['steps', index, 'action']);
  const title = action?.title ?? step.action;
  // What a recipe says is seen without a search; opening and closing it later is the reader's own.
  const [told] = useState(() => Boolean(step.forEach ?? step.onlyIf ?? step.ifFails));
  const list = catalogue.facts.find(({ path }) => path === step.forEach) ?? null;
  return (
    <article className={styles.step} aria-label={`Step ${index + 1}: ${title}`} id={idOfField(`steps[${index}]`)} tabIndex={-1}>
      <div className="row between">
        <h3>
          {index + 1}. {title}
        </h3>
        <div className="row">
          {up && (
            <Button size="xs" variant="subtle" onClick={up}>
              Up<span className="visually-hidden">: step {index + 1}</span>
            </Button>
          )}
          {down && (
            <Button size="xs" variant="subtle" onClick={down}>
              Down<span className="visually-hidden">: step {index + 1}</span>
            </Button>
          )}
          {remove && (
            <Button size="xs" variant="subtle" onClick={remove}>
              Remove<span className="visually-hidden"> step {index + 1}</span>
            </Button>
          )}
        </div>
      </div>
      {problem && <p className="error">{problem}</p>}
      {action?.actsOnMeeting ? (
        <p className="faint">With the account that recorded the meeting.</p>
      ) : (
        <ConnectionField index={index} value={step.connection ?? ''} kind={action?.connectionKind ?? ''} />
      )}
      {action?.makesPublic && <p className="faint">It makes the meeting public; that it may is said below, under “A public link”.</p>}
      {action?.costsCredit && <p className="faint">It costs 1 AI credit a meeting, unless Convo has it already.</p>}
      {action && <SchemaForm place={['steps', index, 'settings']} schema={action.settings} item={list} />}
      <ApprovalFields index={index} step={step} first={action?.approvalFirst ?? false} />
      <details open={told}>
        <summary>For each item, conditions of this step, failures</summary>
        <div className="stack">
          {!action?.actsOnMeeting && <ForEach index={index} value={step.forEach ?? ''} />}
          <div className="stack" role="group" aria-label={`Only if, for step ${index + 1}`}>
            <h4>Only if</h4>
            <Conditions place={['steps', index, 'onlyIf']} item={list} about="No condition of its own." />
          </div>
          <GoesOn index={index} step={step} />
        </div>
      </details>
    </article>
  );
}

function ConnectionField({ index, value, kind }: { index: number; value: string; kind: string }) {
  const { connections, put, mayEdit } = useDraft();
  const problem = useProblem(['steps', index, 'connection']);
  const fitting = connections.filter((one) => one.kind === kind).map(({ name }) => name);
  if (fitting.length === 0) {
    return (
      <p className="error" id={idOfField(`steps[${index}].connection`)} tabIndex={-1}>
        It needs a connection to {kind}. <Link to={`/connect/${kind}`}>Connect {kind} first</Link>; this draft can wait.
      </p>
    );
  }
  if (fitting.length === 1 && fitting[0] === value && !problem) return <p className="faint">With the connection {value}.</p>;
  return (
    <NativeSelect
      id={idOfField(`steps[${index}].connection`)}
      label="Connection"
      value={value}
      error={problem}
      disabled={!mayEdit}
      onChange={(event) => put(['steps', index, 'connection'], event.currentTarget.value)}
      data={fitting.includes(value) ? fitting : [value, ...fitting]}
    />
  );
}

function ForEach({ index, value }: { index: number; value: string }) {
  const { catalogue, put, mayEdit } = useDraft();
  const problem = useProblem(['steps', index, 'forEach']);
  return (
    <NativeSelect
      id={idOfField(`steps[${index}].forEach`)}
      label="How often"
      description="For each item of a list it is done once, and its texts can use the item."
      value={value}
      error={problem}
      disabled={!mayEdit}
      onChange={(event) => put(['steps', index, 'forEach'], event.currentTarget.value || undefined)}
      data={[
        { value: '', label: 'once' },
        ...catalogue.facts
          .filter(({ type }) => type === 'list')
          .map(({ path, description }) => ({ value: path, label: `for each of ${path}: ${description}` })),
      ]}
    />
  );
}

function GoesOn({ index, step }: { index: number; step: Step }) {
  const { put, mayEdit } = useDraft();
  return (
    <Switch
      label="If this step fails, the following ones are done all the same"
      checked={step.ifFails === 'continue'}
      disabled={!mayEdit}
      onChange={(event) => put(['steps', index, 'ifFails'], event.currentTarget.checked ? 'continue' : undefined)}
    />
  );
}
