/** The gateway, typed from its OpenAPI document. Every refusal becomes an Error with the gateway's sentence. */
import createClient, { type Middleware } from "openapi-fetch";
import type { components, paths } from "./schema";
import { session } from "./session";

export type Analysis = components["schemas"]["Analysis"];
export type AnalysisSummary = components["schemas"]["AnalysisSummary"];
export type AnalysisOrder = components["schemas"]["AnalysisOrder"];
export type Stage = components["schemas"]["Stage"];
export type PlayedFilm = components["schemas"]["PlayedFilm"];
export type Deficit = components["schemas"]["Deficit"];
export type Metric = components["schemas"]["MetricValue"];
export type MetricCatalogue = components["schemas"]["MetricCatalogue"];
export type CameraFacts = components["schemas"]["CameraFacts"];
export type Notification = components["schemas"]["Notification"];
export type Thread = components["schemas"]["Thread"];
export type ThreadKind = components["schemas"]["ThreadKind"];
export type Post = components["schemas"]["Post"];
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
export type Session = components["schemas"]["Session"];
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
export type Evaluation = components["schemas"]["Evaluation"];
export type Paragraph = components["schemas"]["Paragraph"];
export type Statement = components["schemas"]["Statement"];
export type Chat = components["schemas"]["Chat"];
export type ChatMessage = components["schemas"]["ChatMessage"];
export type Principle = components["schemas"]["Principle"];
export type Spend = components["schemas"]["Spend"];
export type SpendSum = components["schemas"]["SpendSum"];
export type PlatformSpend = components["schemas"]["PlatformSpend"];
export type Budget = components["schemas"]["Budget"];
export type Insight = components["schemas"]["Insight"];
export type StageName = components["schemas"]["StageName"];

export type Transcription = components["schemas"]["Transcription"];
export type TranscriptionTask = components["schemas"]["TranscriptionTask"];
export type Transcript = components["schemas"]["Transcript"];
export type TranscriptVersion = components["schemas"]["TranscriptVersion"];
export type TranscriptSummary = components["schemas"]["TranscriptSummary"];
export type TranscriptSegment = components["schemas"]["TranscriptSegment"];
export type Phrase = components["schemas"]["Phrase"];
export type PhraseState = components["schemas"]["PhraseState"];
export type PhraseCell = components["schemas"]["CoverageCell"];
export type Annotation = components["schemas"]["Annotation"];
export type TrainingRun = components["schemas"]["TrainingRun"];
export type TrainingRunDetails = components["schemas"]["TrainingRunDetails"];
export type NewTrainingRun = components["schemas"]["StartTrainingRun"];
export type Dataset = components["schemas"]["Dataset"];
export type DatasetImport = components["schemas"]["DatasetImport"];
export type DatasetState = Dataset["state"];
export type Selection = components["schemas"]["Selection"];
export type DatasetFrame = components["schemas"]["Frame"];
export type FrameState = components["schemas"]["FrameState"];
export type Unusable = components["schemas"]["Unusable"];
export type Suspicion = components["schemas"]["Suspicion"];
export type PersonJoints = DatasetFrame["people"][number];

type Problem = components["schemas"]["Problem"];

/** A call that got no good answer. What never reached the server has status 0, no sentence, and a code of our own. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly status: number,
    readonly code: string,
    /** Parts of a file that are to be sent again; empty for all other refusals. */
    readonly parts: readonly number[] = [],
    /** Seconds after which the server wants to be asked again */
    readonly after = 0,
    /** What the sentence is about, for its translation */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }

  /** The connection, or a part of the platform, that may come back: nothing was wrong with what was asked. */
  get passing(): boolean {
    return [0, 429, 502, 503, 504].includes(this.status);
  }
}

async function refusalOf(response: Response): Promise<Refused> {
  const problem = (await response.json().catch(() => ({}))) as Partial<Problem>;
  const { title = "", code = "unreadable", parts, ...details } = problem;
  return new Refused(title, response.status, code, parts ?? [], Number(response.headers.get("Retry-After")), details);
}

const refuse: Middleware = {
  async onResponse({ response }) {
    if (response.ok) return undefined;
    throw await refusalOf(response);
  },
  onError: () => new Refused("", 0, "offline"),
};

/** Asked while nobody is signed in, or of somebody who is about to be */
const OF_ANYBODY = /^\/v1\/account\/(sign-in|sign-out|session$|social|password\/(forgotten|set))/;

/** A call that meets the end of the session waits for the next one, and is made again in it. */
async function send(call: Request): Promise<Response> {
  const again = call.clone();
  const answer = await fetch(call);
  if (answer.status !== 401 || OF_ANYBODY.test(new URL(call.url).pathname)) return answer;
  return (await session.renewed()) ? fetch(again) : answer;
}

export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: send });
api.use(refuse);

/** The body of an answer; openapi-fetch types it as possibly missing, the middleware has thrown by then. */
export function body<T>(answer: { data?: T }): T {
  return answer.data as T;
}

/** Send a file to an address of the store. `missing`: what it is called that it has not arrived. */
export async function putFile(url: string, data: Blob, missing: string): Promise<void> {
  const answer = await fetch(url, { method: "PUT", body: data }).catch(() => null);
  if (!answer?.ok) throw new Refused("", answer?.status ?? 0, missing);
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
