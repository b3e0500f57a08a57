// Places in a recipe, as the app names them in problems: steps[0].settings.channel.

export type Place = readonly (string | number)[];

/** A place in the words of the app. */
export function nameOfPlace(place: Place): string {
  return place.reduce<string>((path, part) => (typeof part === 'number' ? `${path}[${part}]` : path === '' ? part : `${path}.${part}`), '');
}

/** The id of the field of a place, so that a problem can lead to it. */
export function idOfField(path: string): string {
  return `field-${path.replaceAll(/[^a-zA-Z0-9]+/g, '-')}`;
}

/** The value at a place; undefined where there is none. */
export function valueAt(root: unknown, place: Place): unknown {
  return place.reduce<unknown>((value, part) => (value as Record<string | number, unknown> | undefined)?.[part], root);
}

/** The same document with another value at a place; undefined takes the member or the entry out. Nothing of the given one is changed. */
export function withValue<T>(root: T, place: Place, value: unknown): T {
  const [part, ...rest] = place;
  if (part === undefined) return value as T;
  if (typeof part === 'number') {
    const list = [...((root as unknown[] | undefined) ?? [])];
    if (rest.length === 0 && value === undefined) list.splice(part, 1);
    else list[part] = withValue(list[part], rest, value);
    return list as T;
  }
  const members: Record<string, unknown> = { ...(root as Record<string, unknown> | undefined) };
  const next = withValue(members[part], rest, value);
  if (next === undefined) delete members[part];
  else members[part] = next;
  return members as T;
}

/** The same document with the entries of a list at a place in another order. */
export function moved<T>(root: T, place: Place, from: number, to: number): T {
  const list = [...(valueAt(root, place) as unknown[])];
  list.splice(to, 0, ...list.splice(from, 1));
  return withValue(root, place, list);
}
