// The words of the API, as short names over what is generated from its OpenAPI document.
import type { Listed, RunTold, Told } from './coming';
import type { components } from './schema';

type Schemas = components['schemas'];

export type Session = Schemas['SessionAnswer'];
export type Health = Schemas['HealthReport'];
export type Problem = Schemas['Problem'];
export type ProblemDocument = Schemas['ProblemDocument'];
export type Recipe = Schemas['RecipeAnswer'] & Listed;
export type RecipeList = { items: Recipe[] };
export type RecipeCheck = Schemas['RecipeCheckAnswer'];
export type Meeting = Schemas['MeetingAnswer'] & Told;
export type MeetingPage = Schemas['MeetingPage'] & { items: Meeting[] };
export type MeetingEvent = Schemas['EventAnswer'];
export type Run = Schemas['RunAnswer'] & RunTold;
export type RunPage = Schemas['RunPage'];
export type Delivery = Schemas['DeliveryAnswer'];
export type Connection = Schemas['ConnectionAnswer'];
export type ConnectionList = Schemas['ConnectionList'];
export type ConnectionTest = Schemas['ConnectionTestAnswer'];
export type Ability = Schemas['ConnectionAbility'];
export type QuarantineList = Schemas['QuarantineList'];
export type Quarantined = Schemas['QuarantineAnswer'];
export type RejectionList = Schemas['RejectionList'];
export type Rejection = Schemas['RejectionAnswer'];
