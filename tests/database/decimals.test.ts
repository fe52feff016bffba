import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { withDecimals, withoutDecimals } from '../../libs/database/src/decimals.ts';
import { jcs, type Json } from '#transparency-log';

const json = fc.jsonValue({ noUnicodeString: false }) as fc.Arbitrary<Json>; // what fast-check calls JSON is JSON

test('what is written is in the log’s domain, and reads back as it was', () => {
  fc.assert(
    fc.property(json, (value) => {
      fc.pre(
        !JSON.stringify(value).includes('decimal') &&
          JSON.stringify(value) === JSON.stringify(value).toWellFormed(),
      );
      fc.pre(!hasMinusZero(value));
      const written = withDecimals(value);
      expect(() => jcs(written)).not.toThrow();
      expect(withoutDecimals(written)).toEqual(value);
    }),
  );
});

const hasMinusZero = (value: Json): boolean =>
  Object.is(value, -0) ||
  (typeof value === 'object' && value !== null && Object.values(value).some(hasMinusZero));

test.each([4.2, 0.1, 1e21, 1e-7, -3.5])('%d is one number, inside a list inside an object', (number) => {
  expect(withoutDecimals(withDecimals({ figures: [{ min: number, max: null }] }))).toEqual({
    figures: [{ min: number, max: null }],
  });
});
