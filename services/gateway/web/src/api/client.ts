/** The gateway, typed from its OpenAPI document. Every refusal becomes an Error with the gateway's sentence. */
import createClient, { type Middleware } from "openapi-fetch";
import type { components, paths } from "./schema";

export type Analysis = components["schemas"]["Analysis"];
export type AnalysisSummary = components["schemas"]["AnalysisSummary"];
export type Stage = components["schemas"]["Stage"];
export type Metric = components["schemas"]["MetricValue"];
export type MetricCatalogue = components["schemas"]["MetricCatalogue"];
export type CameraFacts = components["schemas"]["CameraFacts"];
export type Notice = components["schemas"]["Notice"];
export type Result = components["schemas"]["Result"];
export type Rescoring = components["schemas"]["RescoreAnalysisBody"];
export type Span = components["schemas"]["Span"];
export type MusicFacts = components["schemas"]["MusicFacts"];
export type MusicHints = components["schemas"]["MusicHints"];
export type Component = components["schemas"]["ComponentScore"];
export type Video = components["schemas"]["Video"];
export type Ticket = components["schemas"]["UploadTicket"];
export type Dance = components["schemas"]["Dance"];
export type Language = components["schemas"]["Language"];
export type Couple = components["schemas"]["Couple"];
export type Permission = components["schemas"]["Permission"];
export type LifeState = components["schemas"]["LifeState"];
export type Verdict = components["schemas"]["Verdict"];
export type QualityLine = components["schemas"]["QualityLine"];
export type ApiKey = components["schemas"]["ApiKey"];
export type LoginAttempt = components["schemas"]["LoginAttempt"];
export type Change = components["schemas"]["Change"];
export type SessionOwner = components["schemas"]["SessionOwner"];
export type WebSession = components["schemas"]["WebSessionInfo"];
export type Camera = components["schemas"]["Camera"];
export type Crop = components["schemas"]["Crop"];
export type Usage = components["schemas"]["Usage"];
export type DanceSession = components["schemas"]["DanceSession"];
export type Profile = components["schemas"]["AccountProfile"];
export type User = components["schemas"]["User"];
export type PersonRole = components["schemas"]["InviteUser"]["role"];
export type Scope = components["schemas"]["Scope"];
export type Studio = components["schemas"]["Studio"];
export type StudioSetup = components["schemas"]["StudioSetup"];
export type PlatformSetup = components["schemas"]["PlatformSetup"];
export type Provider = "google" | "microsoft" | "facebook";
export type PoseModel = components["schemas"]["PoseModel"];
export type PoseModels = components["schemas"]["PoseModels"];
export type PoseAdapter = components["schemas"]["PoseAdapter"];
export type NewPoseModel = components["schemas"]["RegisterPoseModel"];
export type StageName = components["schemas"]["StageName"];

/** A call that got no good answer. What never reached the server has status 0, no sentence, and a code of our own. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
    /** Parts of a file that are to be sent again; empty for all other refusals. */
    readonly parts: readonly number[] = [],
  ) {
    super(message);
  }
}

const refuse: Middleware = {
  async onResponse({ response }) {
    if (response.ok) return undefined;
    const problem = (await response.json().catch(() => ({}))) as Partial<components["schemas"]["Problem"]>;
    throw new Refused(problem.title ?? "", response.status, problem.code ?? "unreadable", problem.parts ?? []);
  },
  onError: () => new Refused("", 0, "offline"),
};

export const api = createClient<paths>({ baseUrl: window.location.origin });
api.use(refuse);

/** The body of an answer; openapi-fetch types it as possibly missing, the middleware has thrown by then. */
export function body<T>(answer: { data?: T }): T {
  return answer.data as T;
}

interface Paged {
  next_cursor?: string | null;
}

/** Where the next page of a list begins; undefined behind the last one. */
export const following = (page: Paged) => page.next_cursor ?? undefined;

/** All rows of a list, page after page. */
export async function everything<Page extends Paged, Row>(
  load: (cursor: string | undefined) => Promise<Page>,
  rows: (page: Page) => Row[],
): Promise<Row[]> {
  const found: Row[] = [];
  let cursor: string | undefined;
  do {
    const page: Page = await load(cursor);
    found.push(...rows(page));
    cursor = following(page);
  } while (cursor);
  return found;
}
