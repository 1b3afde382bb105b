import { expect, test } from '@playwright/test';
import { partitionPoint } from '../../core/partition';

test('the point up to which something is true is found, whether it is true of none, of some or of all', () => {
  for (const count of [0, 1, 2, 3, 8, 33]) {
    for (let point = 0; point <= count; point += 1) {
      const asked: number[] = [];
      expect(partitionPoint(count, (at) => asked.push(at) > 0 && at < point)).toBe(point);
      expect(asked.length).toBeLessThanOrEqual(Math.ceil(Math.log2(count + 1)));
      expect(asked.every((at) => at >= 0 && at < count)).toBe(true);
    }
  }
});
