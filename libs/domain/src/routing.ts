/** To which desk an accepted claim goes, by rules that editors set. */
import { exposedNames } from './protected-persons.ts';

/** Everything that a rule names must hold; what it does not name does not matter. */
export interface RoutingConditions {
  /** One of these words or phrases stands in the claim, as whole words, whatever their case and accents. */
  readonly topics: readonly string[] | null;
  /** The claim is in one of these languages (BCP 47). */
  readonly languages: readonly string[] | null;
  readonly minPriority: number | null;
  readonly maxPriority: number | null;
  /** Documents contradict each other about the claim's figures, or do not. */
  readonly figureConflict: boolean | null;
  /** The claim names somebody the workspace protects, or does not. */
  readonly protectedPerson: boolean | null;
}

export interface RoutingRule {
  readonly name: string;
  readonly deskId: string;
  readonly when: RoutingConditions;
}

/** The rules in force, the first that holds wins. Each change makes a new version, which the routed claim names. */
export interface Routing {
  readonly version: number;
  readonly rules: readonly RoutingRule[];
}

export const NO_ROUTING: Routing = { version: 0, rules: [] };

export interface RoutingFacts {
  /** The claim's words and those of its passages. */
  readonly texts: readonly string[];
  readonly language: string;
  readonly priority: number;
  readonly figureConflict: boolean;
  readonly protectedPerson: boolean;
}

/** Which rule sent a claim to its desk, and why it held; kept with the round it opened. */
export interface RoutedBy {
  readonly rule: string;
  readonly version: number;
  readonly why: string;
}

export interface Route extends RoutedBy {
  readonly deskId: string;
}

/** The desk of the first rule that holds, and why it does; null when none does: an editor routes by hand. */
export function routeFor(facts: RoutingFacts, { version, rules }: Routing): Route | null {
  for (const { name, deskId, when } of rules) {
    const why = whyItHolds(facts, when);
    if (why !== null) return { deskId, rule: name, version, why };
  }
  return null;
}

/** A sentence, or null when a condition does not hold. */
function whyItHolds(facts: RoutingFacts, when: RoutingConditions): string | null {
  const why: string[] = [];
  if (when.languages) {
    if (!when.languages.includes(facts.language)) return null;
    why.push(`the language is ${facts.language}`);
  }
  if (when.minPriority !== null) {
    if (facts.priority < when.minPriority) return null;
    why.push(`the priority ${facts.priority} is at least ${when.minPriority}`);
  }
  if (when.maxPriority !== null) {
    if (facts.priority > when.maxPriority) return null;
    why.push(`the priority ${facts.priority} is at most ${when.maxPriority}`);
  }
  if (when.figureConflict !== null) {
    if (facts.figureConflict !== when.figureConflict) return null;
    why.push(when.figureConflict ? 'documents contradict each other in figures' : 'no figures conflict');
  }
  if (when.protectedPerson !== null) {
    if (facts.protectedPerson !== when.protectedPerson) return null;
    // Not who: reasons stand in places where the name must not.
    why.push(when.protectedPerson ? 'a protected person is named' : 'no protected person is named');
  }
  if (when.topics) {
    const found = topicIn(facts.texts, when.topics);
    if (found === null) return null;
    why.push(`it speaks of “${found}”`);
  }
  return why.length ? `${why.join(', ')}.` : 'every claim.';
}

const topicIn = (texts: readonly string[], topics: readonly string[]): string | null =>
  exposedNames(texts, [{ id: '', label: '', names: topics }])[0] ?? null;
