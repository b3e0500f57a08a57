// What recipes can speak of: the shape of GET /api/catalogue, which the OpenAPI document only calls an object.

export type FactType = 'text' | 'number' | 'time' | 'flag' | 'list' | 'group';

export interface Fact {
  path: string;
  type: FactType;
  group: string;
  cost: 'free' | 'one-call' | 'one-credit';
  class: string;
  description: string;
  sample: string;
  members?: Fact[];
}

export interface Operator {
  name: string;
  takes: 'nothing' | 'number' | 'text' | 'pattern' | 'time' | 'flag';
  description: string;
}

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

export interface Action {
  name: string;
  version: number;
  title: string;
  description: string;
  connectionKind: string;
  settings: Schema;
  sample: Record<string, unknown>;
  approvalFirst?: boolean;
}

export interface Catalogue {
  occasions: { name: string; description: string }[];
  facts: Fact[];
  operators: Partial<Record<FactType, Operator[]>>;
  actions: Action[];
}
