// The shapes of a campaign's commands. Anything else is refused before `decide`.
import type { Decider } from '../decider/decider';
import { id, number, object, oneOf, optional, record, type Shape, text, whole } from '../decider/shape';
import { STATEMENT } from '../decider/statement-shape';
import {
  type CampaignCommands,
  type CampaignEffect,
  type CampaignEvent,
  type CampaignState,
  LEFT,
  type Pace,
  type PageResult,
  WORKS,
} from './types';

type Shapes = Decider<CampaignState, CampaignCommands, CampaignEvent, CampaignEffect, Pace>['shapes'];
type Of<Name extends keyof CampaignCommands> = CampaignCommands[Name];

const MANY = 1_000_000_000;
const LONGEST = 200;

const pace: Shape<Pace> = object<Pace>({ page: whole(1, 1_000), atOnce: whole(1, 100), perSecond: optional(number(0.001, 10_000)) });
const statement = object<Of<'stop'>>(STATEMENT);

/** The result of a page. */
export const pageResult: Shape<PageResult> = object<PageResult>({
  done: whole(0, MANY),
  skipped: whole(0, MANY),
  failed: whole(0, MANY),
  cursor: optional(text(LONGEST)),
  left: oneOf(LEFT),
});

export const shapes: Shapes = {
  start: object<Of<'start'>>({
    ...STATEMENT,
    rules: whole(0, 1_000_000),
    campaign: id,
    work: oneOf(WORKS),
    asked: record(text(LONGEST)),
    terms: pace,
  }),
  stop: statement,
  resume: statement,
};
