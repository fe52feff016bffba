/** How many things there are of which no two hold anything in common. */

interface Effort {
  /** As many suffice: the search ends there. */
  readonly enough: number;
  /** How many pairs may be looked at before the search ends with the set that it is building. */
  readonly pairs: number;
}

/**
 * The size of the greatest such set; each thing is given by what it holds. To find it takes exponential time by nature:
 * once the pairs are spent it is the size of the greatest set seen, which may be too small, never too great.
 */
export function greatestIndependentSet(
  things: readonly (readonly string[])[],
  { enough, pairs }: Effort,
): { readonly size: number; readonly looked: number } {
  const holders = holdersOf(things);
  const shares = sharingOf(things.length, holders);
  let size = 0;
  let looked = 0;
  const look = (one: number, other: number): boolean => {
    looked += 1;
    return shares(one, other);
  };
  const extend = (chosen: number, rest: readonly number[]): void => {
    size = Math.max(size, chosen);
    const groups = groupsOf(rest, look);
    // One at most of each group can be chosen.
    for (let group = groups.at(-1); group; group = groups.at(-1)) {
      if (size >= enough || chosen + groups.length <= size) return;
      const one = group.pop();
      if (one === undefined) groups.pop();
      else {
        const apart = groups.flat().filter((other) => !look(one, other));
        extend(chosen + 1, apart);
      }
      if (looked >= pairs) return;
    }
  };
  extend(0, inOrder(things.length, holders));
  return { size, looked };
}

function holdersOf(things: readonly (readonly string[])[]): number[][] {
  const holders = new Map<string, number[]>();
  for (const [thing, held] of things.entries())
    for (const one of new Set(held)) {
      const those = holders.get(one);
      if (those) those.push(thing);
      else holders.set(one, [thing]);
    }
  return [...holders.values()];
}

function sharingOf(count: number, holders: readonly (readonly number[])[]) {
  const sharing = new Uint8Array(count * count);
  for (const those of holders)
    for (const one of those) for (const other of those) sharing[one * count + other] = 1;
  return (one: number, other: number): boolean => sharing[one * count + other] === 1;
}

/** Each thing goes to the first group in which it shares something with everyone. */
function groupsOf(things: readonly number[], shares: (one: number, other: number) => boolean): number[][] {
  const groups: number[][] = [];
  for (const thing of things) {
    const group = groups.find((members) => members.every((member) => shares(thing, member)));
    if (group) group.push(thing);
    else groups.push([thing]);
  }
  return groups;
}

/**
 * Those who hold one thing stand together, the most of them first: they share and make one group. Within it, those who
 * share with the most others come first, and are tried last.
 */
function inOrder(count: number, holders: readonly (readonly number[])[]): number[] {
  const degrees = Array.from({ length: count }, () => 0);
  for (const those of holders) for (const one of those) degrees[one] = (degrees[one] ?? 0) + those.length - 1;
  const byDegree = (a: number, b: number) => (degrees[b] ?? 0) - (degrees[a] ?? 0);
  const byCount = (a: readonly number[], b: readonly number[]) => b.length - a.length;
  const together = holders.toSorted(byCount).flatMap((those) => those.toSorted(byDegree));
  return [...new Set([...together, ...degrees.keys()])];
}
