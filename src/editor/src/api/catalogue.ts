// What recipes can speak of. The OpenAPI document leaves open what the settings of an action are; here they are read as JSON Schema.
import type { components } from './schema';

type Schemas = components['schemas'];

export type Fact = Schemas['FactDocument'];
export type FactType = Fact['type'];
export type Operator = Schemas['OperatorDocument'];

/** The part of JSON Schema that settings of actions are described in. */
export interface Schema {
  type?: string | string[];
  description?: string;
  title?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema | boolean;
  enum?: (string | null)[];
  format?: string;
  maxLength?: number;
  maxItems?: number;
  minimum?: number;
  maximum?: number;
  default?: unknown;
  $ref?: string;
}

export type Action = Omit<Schemas['ActionDocument'], 'settings' | 'sample'> & {
  settings: Schema;
  sample: Record<string, unknown>;
};

export type Catalogue = Omit<Schemas['CatalogueDocument'], 'operators' | 'actions'> & {
  operators: Partial<Record<FactType, Operator[]>>;
  actions: Action[];
};
