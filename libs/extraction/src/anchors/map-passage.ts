/** Finding the passages of one version of a text again in another: by quote, surroundings and position, or else an orphan. */
import type { Span } from '../code-points.ts';
import type { Passage } from '../passages.ts';
import { agreement, type Surroundings } from './agreement.ts';
import { EditedLines } from './edited-lines.ts';
import { alignLines, lineAt, type Alignment } from './line-alignment.ts';
import { plainForm } from './plain-form.ts';
import { Version } from './version.ts';

export type MappingMethod = 'position' | 'quote' | 'context' | 'approximate';

export interface FoundAgain extends Span {
  /** The new text from start to end. */
  readonly exact: string;
  /** How much of quote, surroundings and position agree, 0 to 1000. */
  readonly score: number;
  readonly method: MappingMethod;
}

/** For a person to place: nothing, or nothing sure enough, was found. */
export interface Orphan {
  readonly orphan: true;
  /** That of the best place there was. */
  readonly score: number;
}

export type MappedPassage = FoundAgain | Orphan;

/** A place below this score is a guess. */
const ORPHAN_BELOW = 550;
/** Plain units from which a quote hardly stands twice by chance. */
const DISTINCTIVE = 40;
/** Agreement of both sides together, 0 to 2. */
const SOME_CONTEXT = 0.5;
const GOOD_CONTEXT = 1;
const WELL_PLACED = 1.4;
const HALF = 0.6;
const SAME_CONTEXT = 1.8;
const LITTLE_EDITED = 0.85;
/** By how much the best place must beat the next. */
const CLEARLY = 0.2;

const ORPHAN: Orphan = { orphan: true, score: 0 };

/**
 * @param oldText what the passage was cut from; null when it is lost, and then repeated paragraphs are orphans more often
 * For many passages between two versions make one PassageMapper.
 */
export const mapPassage = (passage: Passage, oldText: string | null, newText: string): MappedPassage =>
  new PassageMapper(oldText, newText).map(passage);

interface Place extends Surroundings {
  /** Unit of the plain form. */
  readonly at: number;
}

/** For many passages between the same two versions. */
export class PassageMapper {
  readonly #new: Version;
  readonly #old: Version | null;
  readonly #alignment: Alignment | null;
  readonly #edited: EditedLines;

  constructor(oldText: string | null, newText: string) {
    this.#new = new Version(newText);
    this.#old = oldText === null ? null : new Version(oldText);
    this.#alignment = this.#old && alignLines(this.#old.lines, this.#new.lines);
    this.#edited = new EditedLines(this.#new, this.#alignment?.known ?? new Set());
  }

  map(passage: Passage): MappedPassage {
    const quote = plainForm(passage.exact).text.trim();
    if (quote === '') return ORPHAN;
    const old = this.#old?.points.slice(passage.start, passage.end) === passage.exact ? this.#old : null;
    return (
      (old && this.#onSameLine(passage, quote, old)) ??
      this.#byQuote(passage, quote, old) ??
      this.#approximately(passage, quote, old)
    );
  }

  /** Its line stands once in each version: the passage is in there, at the same distance from the beginning. */
  #onSameLine(passage: Passage, quote: string, old: Version): FoundAgain | null {
    const unit = old.points.unitOf(passage.start);
    const oldLine = old.lines[lineAt(old.lines, unit)];
    const newLine = this.#new.lines[this.#alignment?.newLineOf[lineAt(old.lines, unit)] ?? -1];
    if (!oldLine || !newLine || old.points.unitOf(passage.end) > oldLine.end) return null;
    const distance = old.plainUnitOf(unit) - old.plainUnitOf(oldLine.start);
    const at = this.#new.plain.text.indexOf(quote, this.#new.plainUnitOf(newLine.start) + distance);
    // A leading space of the line may be in one version only.
    const near = at - this.#new.plainUnitOf(newLine.start) - distance;
    if (at < 0 || near > 2) return null;
    return this.#found(
      passage,
      { ...agreement(this.#new, passage, at, quote.length), at },
      quote,
      'quote',
      true,
    );
  }

  #byQuote(passage: Passage, quote: string, old: Version | null): MappedPassage | null {
    const places = this.#new.placesOf(quote).map((at) => ({
      ...agreement(this.#new, passage, at, quote.length),
      at,
    }));
    if (places.length === 0) return null;
    const oldPlaces = old?.placesOf(quote) ?? [];
    const isOnlyOne = places.length === 1 && (old ? oldPlaces.length === 1 : true);
    const place = isOnlyOne
      ? this.#onlyPlace(passage, quote, places, old)
      : this.#bestPlace(passage, quote, places, old, oldPlaces);
    if (!place) return null;
    const method = isOnlyOne ? 'quote' : 'context';
    return this.#found(passage, place, quote, method, this.#isBetweenNeighbours(passage, place.at, old));
  }

  /** Short quotes turn up in other sentences too. */
  #onlyPlace(passage: Passage, quote: string, [place]: readonly Place[], old: Version | null): Place | null {
    if (!place) return null;
    if (quote.length < DISTINCTIVE) return isPlaced(place, quote) ? place : null;
    return old || place.context >= SOME_CONTEXT || place.at === this.#plainStart(passage) ? place : null;
  }

  #bestPlace(
    passage: Passage,
    quote: string,
    places: readonly Place[],
    old: Version | null,
    oldPlaces: readonly number[],
  ): Place | null {
    const [best, next] = places.toSorted((a, b) => b.context - a.context || this.#nearer(passage, a, b));
    if (!best || best.context < SOME_CONTEXT) return null;
    if (!old)
      return best.context >= (next && next.context > best.context - CLEARLY ? SAME_CONTEXT : GOOD_CONTEXT)
        ? best
        : null;
    const own = old.plainUnitOf(old.points.unitOf(passage.start));
    const rival = Math.max(
      0,
      ...oldPlaces.filter((at) => at !== own).map((at) => agreement(old, passage, at, quote.length).context),
    );
    const between = places.filter(({ at }) => this.#isBetweenNeighbours(passage, at, old));
    const oldBetween = oldPlaces.filter((at) => this.#haveSameNeighbours(passage, at, old));
    // As many as there were: none has come or gone, so they keep their order.
    const inOrder = between.length === oldBetween.length ? between[oldBetween.indexOf(own)] : undefined;
    if (inOrder && inOrder.at !== best.at && best.context > inOrder.context + CLEARLY) return null;
    const isClear = best.context > (next?.context ?? 0) + CLEARLY && best.context > rival + CLEARLY;
    if (inOrder) return isPlaced(inOrder, quote) ? inOrder : null;
    return isClear && best.context >= SAME_CONTEXT && between.includes(best) ? best : null;
  }

  #approximately(passage: Passage, quote: string, old: Version | null): MappedPassage {
    const within = old && this.#alignment?.between[lineAt(old.lines, old.points.unitOf(passage.start))];
    const match = this.#edited.find(quote, within ?? null);
    // A place with the very words was refused already.
    if (!match || match.similarity === 1) return ORPHAN;
    // What was there more than once may be the other one's edited form.
    const wasRepeated = old !== null && old.placesOf(quote).length > 1;
    const place = { ...agreement(this.#new, passage, match.start, match.end - match.start), at: match.start };
    const score = scoreOf(match.similarity, place, within !== null);
    if (score < ORPHAN_BELOW || wasRepeated || !isSureEdit(quote, match.similarity, place, within !== null))
      return { orphan: true, score };
    return this.#result(place.at, match.end - match.start, score, 'approximate');
  }

  /** Whether the place lies between the same unchanged lines as the passage did. */
  #isBetweenNeighbours(passage: Passage, at: number, old: Version | null): boolean {
    if (!old || !this.#alignment) return at === this.#plainStart(passage);
    const [after, before] = this.#alignment.between[lineAt(old.lines, old.points.unitOf(passage.start))] ?? [
      0, 0,
    ];
    const line = lineAt(this.#new.lines, this.#new.unitOf(at));
    return after < line && line < before;
  }

  #haveSameNeighbours(passage: Passage, oldAt: number, old: Version): boolean {
    const own = this.#alignment?.between[lineAt(old.lines, old.points.unitOf(passage.start))];
    const other = this.#alignment?.between[lineAt(old.lines, old.unitOf(oldAt))];
    return own !== undefined && own[0] === other?.[0] && own[1] === other[1];
  }

  #nearer(passage: Passage, a: Place, b: Place): number {
    const start = this.#plainStart(passage);
    return Math.abs(a.at - start) - Math.abs(b.at - start);
  }

  /** Where the passage's own offset lies in the new text's plain form. */
  #plainStart({ start }: Passage): number {
    return this.#new.plainUnitOf(this.#new.points.unitOf(start));
  }

  #found(passage: Passage, place: Place, quote: string, method: MappingMethod, inPlace: boolean): FoundAgain {
    const { start } = this.#new.spanOf(place.at, place.at + quote.length);
    const stayed = start === passage.start && this.#new.points.slice(start, passage.end) === passage.exact;
    const score = scoreOf(1, place, inPlace || stayed);
    return this.#result(place.at, quote.length, score, stayed ? 'position' : method);
  }

  #result(at: number, length: number, score: number, method: MappingMethod): FoundAgain {
    const span = this.#new.spanOf(at, at + length);
    return { ...span, exact: this.#new.points.slice(span.start, span.end), score, method };
  }
}

/** Of a short quote both sides must say the same: one of them alone may stand before or behind another sentence now. */
const isPlaced = ({ before, after, context }: Surroundings, quote: string): boolean =>
  quote.length < DISTINCTIVE
    ? context >= WELL_PLACED || Math.min(before, after) >= HALF
    : context >= GOOD_CONTEXT;

/** An edited quote has less to tell it from a sentence of the same form, so its place must say more. */
function isSureEdit(quote: string, similarity: number, place: Surroundings, inPlace: boolean): boolean {
  if (quote.length < DISTINCTIVE) return isPlaced(place, quote);
  return place.context >= (inPlace && similarity >= LITTLE_EDITED ? SOME_CONTEXT : WELL_PLACED);
}

/** The quote weighs most: its surroundings and its place may change with the rest of the page. */
const scoreOf = (similarity: number, { before, after }: Surroundings, inPlace: boolean): number =>
  Math.round(600 * similarity + 150 * before + 150 * after + (inPlace ? 100 : 0));
