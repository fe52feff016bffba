/** A closed list of words as a set; in the list they stand between white space. */
export const wordSet = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));
