// The words of the API, as short names over what is generated from its OpenAPI document.
import type { RecipeDocument } from './document';
import type { components } from './schema';

type Schemas = components['schemas'];

export type Session = Schemas['SessionAnswer'];
export type Health = Schemas['HealthReport'];
export type Problem = Schemas['Problem'];
export type ProblemDocument = Schemas['ProblemDocument'];
export type Recipe = Schemas['RecipeAnswer'];
export type RecipeList = Schemas['RecipeList'];
export type RecipeCheck = Schemas['RecipeCheckAnswer'];
/** A ready recipe, which becomes a draft: its document is read as one that can be changed. */
export type GalleryEntry = Omit<Schemas['GalleryAnswer'], 'recipe'> & { recipe: RecipeDocument };
export type Tried = Schemas['TryAnswer'];
export type TriedStep = Schemas['TryStep'];
export type TriedFacts = Schemas['TryFacts'];
export type Forecast = Schemas['ForecastAnswer'];
export type Preview = Schemas['ActionPreview'];
export type Meeting = Schemas['MeetingAnswer'];
export type MeetingPage = Schemas['MeetingPage'];
export type MeetingEvent = Schemas['EventAnswer'];
export type MeetingFacts = Schemas['MeetingFactsAnswer'];
export type FactValue = Schemas['FactValue'];
export type Completeness = Schemas['CompletenessAnswer'];
export type BudgetList = Schemas['BudgetList'];
export type Run = Schemas['RunAnswer'];
export type RunPage = Schemas['RunPage'];
export type RunsAgain = Schemas['RunsAgainAnswer'];
export type Delivery = Schemas['DeliveryAnswer'];
export type Approval = Schemas['ApprovalAnswer'];
export type ApprovalList = Schemas['ApprovalList'];
export type ApprovalLink = Schemas['ApprovalLinkAnswer'];
export type Connection = Schemas['ConnectionAnswer'];
export type ConnectionList = Schemas['ConnectionList'];
export type ConnectionTest = Schemas['ConnectionTestAnswer'];
export type Webhook = Schemas['WebhookAnswer'];
export type AccountState = Schemas['AccountStateAnswer'];
export type Ability = Schemas['ConnectionAbility'];
export type Privacy = Schemas['PrivacyAnswer'];
export type KeptList = Schemas['KeptList'];
export type Token = Schemas['TokenAnswer'];
export type TokenList = Schemas['TokenList'];
export type TokenMade = Schemas['TokenMade'];
export type QuarantineList = Schemas['QuarantineList'];
export type Quarantined = Schemas['QuarantineAnswer'];
export type RejectionList = Schemas['RejectionList'];
export type Rejection = Schemas['RejectionAnswer'];
