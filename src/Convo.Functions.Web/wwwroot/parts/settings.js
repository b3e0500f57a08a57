// What a person set up: recipes and connections.
import { chip, h } from './dom.js';
import { moment } from './time.js';

const tones = { on: 'good', off: 'off', draft: 'wait' };

function recipeButton(recipe, actions) {
  if (!actions.mayChange) return null;
  const on = recipe.state === 'on';
  return [
    (!on || recipe.changed) && h('button', { type: 'button', 'data-key': `publish ${recipe.id}`, onclick: () => actions.publish(recipe) },
      on ? 'Publish the draft' : recipe.version === 0 ? 'Publish' : 'Switch on', h('span', { class: 'visually-hidden' }, `: ${recipe.name}`)),
    on && h('button', { type: 'button', class: 'quiet', 'data-key': `off ${recipe.id}`, onclick: () => actions.off(recipe) },
      'Switch off', h('span', { class: 'visually-hidden' }, `: ${recipe.name}`)),
  ];
}

function showRecipe(recipe, actions) {
  return h('li', { class: 'card' },
    h('h3', {}, recipe.name),
    h('p', {}, chip(tones[recipe.state] ?? 'wait', recipe.state), ' ',
      h('span', { class: 'faint' },
        recipe.version > 0 && `version ${recipe.version}`,
        recipe.state === 'on' && recipe.activeSince && [', since ', moment(recipe.activeSince)],
        recipe.state === 'off' && recipe.switchedOffBy && `, by ${recipe.switchedOffBy}`)),
    recipe.changed && recipe.version > 0 && h('p', {}, 'The draft says something else than what is published.'),
    h('div', { class: 'row' }, recipeButton(recipe, actions)));
}

export function showRecipes(list, actions) {
  if (list.items.length === 0) {
    return [h('p', { class: 'card empty' }, 'No recipe so far. Save one with ', h('code', {}, 'POST /api/recipes'), '; the README has one to begin with.')];
  }
  return [h('ul', { class: 'plain list' }, list.items.map((recipe) => showRecipe(recipe, actions)))];
}

function showAbility(ability) {
  const tone = ability.works ? 'good' : ability.needed ? 'bad' : 'wait';
  return h('li', {},
    h('p', {}, chip(tone, ability.works ? 'works' : ability.needed ? 'missing' : 'not there'), ' ', ability.name),
    ability.advice && h('p', { class: 'advice' }, ability.advice));
}

/** What a test of a connection found. */
function showTest(test) {
  if (!test) return null;
  if (test.failed) return h('p', { class: 'error' }, test.failed);
  return h('div', { class: 'found' },
    h('p', {}, chip(test.works ? 'good' : 'bad', test.works ? 'works' : 'does not work'), ' ', test.account ?? ''),
    h('ul', { class: 'plain' }, test.abilities.map(showAbility)));
}

function showConnection(connection, actions) {
  const test = actions.tests.get(connection.name);
  return h('li', { class: 'card' },
    h('h3', {}, connection.name, h('span', { class: 'faint' }, ` ${connection.kind}`)),
    connection.settings.baseUrl && h('p', { class: 'faint' }, h('code', {}, connection.settings.baseUrl)),
    actions.mayChange && h('div', { class: 'row' },
      h('button', { type: 'button', class: 'quiet', 'data-key': `test ${connection.name}`, disabled: test?.running, onclick: () => actions.test(connection) },
        test?.running ? 'Testing …' : 'Test', h('span', { class: 'visually-hidden' }, `: ${connection.name}`))),
    test && !test.running && showTest(test));
}

export function showConnections(list, actions) {
  if (list.items.length === 0) {
    return [h('p', { class: 'card empty' }, 'Nothing is connected. Connect Convo and Slack with ', h('code', {}, 'POST /api/connections'), '; the README shows how.')];
  }
  return [h('ul', { class: 'plain list' }, list.items.map((connection) => showConnection(connection, actions)))];
}
