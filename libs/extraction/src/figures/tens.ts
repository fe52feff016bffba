/** Ten years of an age or of a century in one word: "in her forties", "in the nineties". */
export const TENS = new Map([
  ['twenties', 20],
  ['thirties', 30],
  ['forties', 40],
  ['fifties', 50],
  ['sixties', 60],
  ['seventies', 70],
  ['eighties', 80],
  ['nineties', 90],
  ['teens', 13],
]);
