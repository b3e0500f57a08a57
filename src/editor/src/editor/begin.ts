// How recipes and their steps begin.
import type { Action } from '../api/catalogue';
import type { Approval, RecipeDocument, Step } from '../api/document';

/** An id from a name: lower-case letters, digits and hyphens. */
export function slug(name: string, longest = 64): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replaceAll(/^-+|-+$/g, '');
}

/** A name that is not taken: the wished one, or the next with a number. */
export function free(wished: string, taken: readonly string[], longest = 64): string {
  const base = wished || 'recipe';
  for (let number = 1; ; number += 1) {
    const end = number === 1 ? '' : `-${number}`;
    const name = base.slice(0, longest - end.length) + end;
    if (!taken.includes(name)) return name;
  }
}

/** A recipe with nothing in it but what every recipe has. */
export function emptyRecipe(zone: string): RecipeDocument {
  return { schema: 1, id: '', name: '', zone, when: { occasion: 'summary', deadline: 'PT20M' }, credits: 'cached-only', steps: [] };
}

/** A step of an action, filled with the action's own sample. */
export function newStep(action: Action, connections: readonly { name: string; kind: string }[], steps: readonly Step[]): Step {
  const fitting = connections.find(({ kind }) => kind === action.connectionKind);
  const word = action.name.slice(action.name.indexOf('.') + 1).split('-')[0] ?? 'step';
  return {
    id: free(
      slug(word, 40) || 'step',
      steps.map(({ id }) => id),
      40,
    ),
    action: action.name,
    version: action.version,
    ...(action.actsOnMeeting ? {} : { connection: fitting?.name ?? action.connectionKind }),
    settings: structuredClone(action.sample),
    ...(action.approvalFirst ? { approve: newApproval(connections) } : {}),
  };
}

/** Asking for a yes as it begins: in Slack where that is connected, with nobody named so far. */
export function newApproval(connections: readonly { name: string; kind: string }[]): Approval {
  const slack = connections.find(({ kind }) => kind === 'slack');
  return { ...(slack ? { connection: slack.name, channel: '#approvals' } : {}), by: [], within: 'PT24H' };
}

/** The action that is offered first: one that can be done with what is connected, and asks nobody if there is such a one. */
export function firstAction(actions: readonly Action[], connections: readonly { kind: string }[]): Action | undefined {
  const usual = actions.filter(({ actsOnMeeting }) => !actsOnMeeting);
  const connected = usual.filter((action) => connections.some(({ kind }) => kind === action.connectionKind));
  return connected.find(({ approvalFirst }) => !approvalFirst) ?? connected[0] ?? usual[0] ?? actions[0];
}

/** The connections that a recipe names but that are not there under this name, put right where only one fits. */
export function withConnections(
  recipe: RecipeDocument,
  actions: readonly Action[],
  connections: readonly { name: string; kind: string }[],
): RecipeDocument {
  const steps = recipe.steps.map((step) => {
    const kind = actions.find(({ name, version }) => name === step.action && version === step.version)?.connectionKind;
    const fitting = connections.filter((one) => one.kind === kind);
    return step.connection === undefined || fitting.some(({ name }) => name === step.connection) || fitting[0] === undefined
      ? step
      : { ...step, connection: fitting[0].name };
  });
  return { ...recipe, steps };
}
