import type { PlacementStatus } from '../../../core/model/annotation';

/** Above the annotations that stand after the text. */
export const placelessHeading = 'Without a certain place in this text';

/** Why an annotation stands there. */
export function placelessReason(status: PlacementStatus): string {
  return status === 'unsure' ? 'Its place is not certain.' : 'Its passage was not found in this text.';
}
