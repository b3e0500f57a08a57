// What field a part of a JSON Schema becomes.
import type { Schema } from '../api/catalogue';

export type Field =
  | { kind: 'text'; longest: number | undefined; multiline: boolean }
  | { kind: 'template'; longest: number | undefined }
  | { kind: 'choice'; words: string[] }
  | { kind: 'flag' }
  | { kind: 'number'; whole: boolean; least: number | undefined; most: number | undefined }
  | { kind: 'list'; items: Schema; most: number | undefined }
  | { kind: 'object'; members: [string, Schema, boolean][] }
  | { kind: 'map'; values: Schema }
  | { kind: 'unknown' };

const longLine = 200;

/** The schema that a reference stands for. */
export function resolved(schema: Schema, root: Schema): Schema {
  if (!schema.$ref) return schema;
  const parts = schema.$ref.replace(/^#\/?/, '').split('/').filter(Boolean);
  const target = parts.reduce<unknown>(
    (value, part) => (value as Record<string, unknown> | undefined)?.[part.replaceAll('~1', '/').replaceAll('~0', '~')],
    root,
  );
  return target ? { ...(target as Schema), ...(schema.description ? { description: schema.description } : {}) } : schema;
}

/** The field for a schema. */
export function fieldOf(schema: Schema): Field {
  const types = Array.isArray(schema.type) ? schema.type : schema.type ? [schema.type] : [];
  if (schema.enum) return { kind: 'choice', words: schema.enum.filter((word) => word !== null) };
  if (schema.properties) {
    const required = schema.required ?? [];
    return { kind: 'object', members: Object.entries(schema.properties).map(([name, member]) => [name, member, required.includes(name)]) };
  }
  if (types.includes('array') && schema.items) return { kind: 'list', items: schema.items, most: schema.maxItems };
  if (typeof schema.additionalProperties === 'object') return { kind: 'map', values: schema.additionalProperties };
  if (types.includes('boolean')) return { kind: 'flag' };
  if (types.includes('integer') || types.includes('number')) {
    return { kind: 'number', whole: types.includes('integer'), least: schema.minimum, most: schema.maximum };
  }
  if (!types.includes('string')) return { kind: 'unknown' };
  return schema.format === 'template'
    ? { kind: 'template', longest: schema.maxLength }
    : { kind: 'text', longest: schema.maxLength, multiline: (schema.maxLength ?? 0) > longLine };
}

/** The empty value of a field, with what is compulsory in it. */
export function emptyValue(schema: Schema, root: Schema): unknown {
  const field = fieldOf(resolved(schema, root));
  switch (field.kind) {
    case 'choice':
      return field.words[0] ?? '';
    case 'flag':
      return false;
    case 'number':
      return field.least ?? 0;
    case 'list':
      return [];
    case 'map':
      return {};
    case 'object':
      return Object.fromEntries(
        field.members.filter(([, , required]) => required).map(([name, member]) => [name, emptyValue(member, root)]),
      );
    default:
      return '';
  }
}

/** The name of a setting as a label: "replyTo" is "Reply to". */
export function labelOf(name: string): string {
  const words = name.replaceAll(/([a-z])([A-Z])/g, (_, last: string, first: string) => `${last} ${first.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** One of what a label names many of: "Channels" is "Channel"; a label that names no many stays. */
export function singular(label: string): string {
  return label.replace(/s$/, '');
}
