/** What is told of analyses that run or wait for their turn; the gateway's `LiveWork`. */
import type { Camera, Dance, LifeState, StageName } from "./client";

export interface JobProgress {
  state: LifeState;
  /** 0 to 100 */
  percent: number;
  eta_seconds: number | null;
  stage: StageName | null;
  camera: Camera | null;
  done: number;
  total: number;
  unit: string;
  /** Of the unit, in a second */
  per_second: number | null;
}

export interface Job {
  id: string;
  couple_id: string;
  dance: Dance;
  recordings: string[];
  progress: JobProgress;
}

export interface Work {
  /** The newest first */
  jobs: Job[];
  /** Notifications */
  unread: number;
}
