import { describe, expect, it } from 'vitest';
import type { Schema } from '../api/catalogue';
import { emptyValue, fieldOf, labelOf, resolved } from './schema';

const settings: Schema = {
  type: 'object',
  properties: {
    channel: { type: 'string', maxLength: 90 },
    text: { type: 'string', format: 'template', maxLength: 40_000 },
    blocks: {
      type: ['array', 'null'],
      items: {
        type: 'object',
        properties: { kind: { enum: ['section', 'divider'] }, text: { type: ['string', 'null'] } },
        required: ['kind'],
      },
    },
    rows: { type: 'array', items: { $ref: '#/properties/blocks/items' } },
  },
  required: ['channel', 'text'],
};

describe('fields from a schema', () => {
  it('become what they hold', () => {
    const kinds = Object.values(settings.properties ?? {}).map((member) => fieldOf(member).kind);
    expect(kinds).toEqual(['text', 'template', 'list', 'list']);
    expect(fieldOf({ type: ['integer', 'null'], minimum: 1 })).toEqual({ kind: 'number', whole: true, least: 1, most: undefined });
    expect(fieldOf({ type: 'object', additionalProperties: { type: 'string' } }).kind).toBe('map');
    expect(fieldOf({}).kind).toBe('unknown');
  });

  it('follow references', () => {
    const items = settings.properties?.['rows']?.items as Schema;
    expect(Object.keys(resolved(items, settings).properties ?? {})).toEqual(['kind', 'text']);
  });

  it('begin with what is compulsory', () => {
    expect(emptyValue(settings, settings)).toEqual({ channel: '', text: '' });
    expect(emptyValue(settings.properties?.['blocks']?.items as Schema, settings)).toEqual({ kind: 'section' });
  });

  it('have labels that people read', () => {
    expect(labelOf('replyTo')).toBe('Reply to');
    expect(labelOf('channel')).toBe('Channel');
  });
});
