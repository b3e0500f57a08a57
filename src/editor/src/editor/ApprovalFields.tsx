import { NativeSelect, NumberInput, Switch, TextInput } from '@mantine/core';
import type { Approval, Step } from '../api/document';
import { newApproval } from './begin';
import { useDraft, useProblem, useProblemsBelow } from './Draft';
import { readDuration, writeDuration } from './duration';
import { idOfField } from './path';

const hours = 24;
const onPage = '';

/** Whether a person says yes first, and who. */
export function ApprovalFields({ index, step, first }: { index: number; step: Step; first: boolean }) {
  const { connections, put, mayEdit } = useDraft();
  const problem = useProblem(['steps', index, 'approve']);
  const slack = connections.filter(({ kind }) => kind === 'slack').map(({ name }) => name);
  const { approve } = step;

  const turn = (on: boolean) => put(['steps', index, 'approve'], on ? newApproval(connections) : undefined);

  return (
    <div className="stack" role="group" aria-label={`Approval of step ${index + 1}`}>
      <Switch
        id={idOfField(`steps[${index}].approve`)}
        label="A person says yes first"
        description={first ? 'This action needs it.' : undefined}
        checked={approve !== undefined}
        disabled={!mayEdit}
        error={problem}
        onChange={(event) => turn(event.currentTarget.checked)}
      />
      {approve && <Fields index={index} approve={approve} slack={slack} />}
    </div>
  );
}

function Fields({ index, approve, slack }: { index: number; approve: Approval; slack: readonly string[] }) {
  const { put, mayEdit } = useDraft();
  const at = (name: string) => ['steps', index, 'approve', name] as const;
  const problems = {
    by: useProblemsBelow(at('by')),
    channel: useProblem(at('channel')),
    connection: useProblem(at('connection')),
    within: useProblem(at('within')),
  };
  const span = readDuration(approve.within ?? '') ?? { amount: hours, unit: 'hours' as const };
  const inHours = span.unit === 'days' ? span.amount * hours : span.unit === 'minutes' ? Math.ceil(span.amount / 60) : span.amount;
  const known = approve.connection && !slack.includes(approve.connection) ? [approve.connection, ...slack] : slack;

  // Both or neither: a channel without a connection leads nowhere.
  const askIn = (connection: string) => {
    const { connection: _, channel, ...rest } = approve;
    put(['steps', index, 'approve'], connection === onPage ? rest : { ...rest, connection, channel: channel ?? '#approvals' });
  };

  return (
    <>
      <TextInput
        id={idOfField(`steps[${index}].approve.by`)}
        label="Who may say yes"
        description="E-mail addresses, with commas between them."
        defaultValue={approve.by.join(', ')}
        error={problems.by}
        disabled={!mayEdit}
        onChange={(event) => put(at('by'), event.currentTarget.value.split(/[,;\s]+/).filter(Boolean))}
      />
      <div className="row">
        <NativeSelect
          id={idOfField(`steps[${index}].approve.connection`)}
          label="Asked"
          value={approve.connection ?? onPage}
          error={problems.connection}
          disabled={!mayEdit}
          onChange={(event) => askIn(event.currentTarget.value)}
          data={[
            { value: onPage, label: 'on the page Approvals only' },
            ...known.map((name) => ({ value: name, label: `in Slack, by ${name}` })),
          ]}
        />
        {approve.connection && (
          <TextInput
            id={idOfField(`steps[${index}].approve.channel`)}
            label="In the channel"
            value={approve.channel ?? ''}
            error={problems.channel}
            disabled={!mayEdit}
            onChange={(event) => put(at('channel'), event.currentTarget.value)}
          />
        )}
        <NumberInput
          id={idOfField(`steps[${index}].approve.within`)}
          label="Within hours"
          description="Without a yes by then, nothing goes out."
          min={1}
          max={336}
          value={inHours}
          error={problems.within}
          disabled={!mayEdit}
          onChange={(value) => put(at('within'), writeDuration({ amount: Number(value) || 1, unit: 'hours' }))}
        />
      </div>
    </>
  );
}
