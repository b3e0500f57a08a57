// The words of the API, as short names over what is generated from its OpenAPI document.
import type { components } from './schema';

type Schemas = components['schemas'];

export type Session = Schemas['SessionAnswer'];
export type Health = Schemas['HealthReport'];
export type Problem = Schemas['Problem'];
export type ProblemDocument = Schemas['ProblemDocument'];
export type Recipe = Schemas['RecipeAnswer'];
export type RecipeList = Schemas['RecipeList'];
export type RecipeCheck = Schemas['RecipeCheckAnswer'];
export type Meeting = Schemas['MeetingAnswer'];
export type MeetingPage = Schemas['MeetingPage'];
export type MeetingEvent = Schemas['EventAnswer'];
export type Run = Schemas['RunAnswer'];
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
