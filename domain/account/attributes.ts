// How an account, or a case of it, is found in Temporal: codes only.

/** Search attributes of what has a stage, a level and a segment. */
export const attributesOf = ({
  status = 'none',
  stage = 'none',
  level,
  segment = 'none',
}: {
  readonly status: string | undefined;
  readonly stage?: string;
  readonly level: string;
  readonly segment?: string;
}) => ({ PerennialStatus: status, PerennialStage: stage, PerennialLevel: level, PerennialSegment: segment });
