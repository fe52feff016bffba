/** What an amount of money is to the thing it is told of: its cost, its worth, a fine, a debt. */
import { conceptSet, conceptsIn } from './concepts.ts';
import { clauseFrom, textBefore, type QuantityOccurrence } from './occurrence.ts';

/** One attribute per line. A word that can be two of them ("paid", "bill") is left out. */
const ATTRIBUTES = `
cost costs price spend spending
worth value valued valuation
fine fined penalty
debt debts owes
profit profits
loss losses
revenue revenues turnover
budget
bribe bribes
ransom
reward
compensation
loan
deficit
surplus
donation donated donations
rent rents
salary salaries
subsidy subsidies
damages
asked appeal appealed
offered offer
stolen stole
withdrew withdrawn withdrawals
`
  .trim()
  .split('\n')
  .map((line): [string, ReadonlySet<string>] => [line.split(' ')[0] ?? line, conceptSet(line)]);

/** In words: an attribute stands near its amount. */
const BEFORE = 6;
const AFTER = 3;

/** The first word of its line; null for an amount told of nothing that is listed. What stands nearest before the amount, else right after it. */
export function attributeOf(occurrence: QuantityOccurrence): string | null {
  const clause =
    textBefore(occurrence)
      .split(/[,;:](?!\p{N})|\b(?:and|but|while|which)\b/u)
      .at(-1) ?? '';
  const before = conceptsIn(clause.split(/\s+/).slice(-BEFORE).join(' ')).toReversed();
  const after = conceptsIn(clauseFrom(occurrence).trim().split(/\s+/).slice(0, AFTER).join(' '));
  for (const one of [...conceptsIn(occurrence.figure.measure ?? ''), ...before, ...after]) {
    const attribute = ATTRIBUTES.find(([, words]) => words.has(one));
    if (attribute) return attribute[0];
  }
  return null;
}
