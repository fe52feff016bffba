/** One claim: on wide screens the finding stands in a rail beside the reasoning and stays in view while one reads. */
export const CLAIM_STYLE = `
.chip {
  display: inline-flex; align-items: center; gap: .42em; padding: .22em .7em .22em .5em;
  border: 1px solid currentColor; border-radius: 999px;
  font-size: .875rem; font-weight: 650; line-height: 1.35; white-space: nowrap;
}
[dir="rtl"] .chip { padding: .22em .5em .22em .7em; }
.chip svg { flex: none; inline-size: 1.1em; block-size: 1.1em; overflow: visible; }
.chip .solid, .chip .dot { fill: currentColor; }
.chip .line { fill: none; stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; }
.chip .cut { fill: none; stroke: var(--tint); stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; }
.verified { --colour: var(--verified); --tint: var(--verified-tint); }
.disputed { --colour: var(--disputed); --tint: var(--disputed-tint); }
.unverified { --colour: var(--unverified); --tint: var(--unverified-tint); }
.chip { color: var(--colour); background: var(--tint); }

.claim {
  display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.6rem;
  margin-block-start: 3.5rem; padding-block-start: 1.5rem; border-block-start: 3px solid var(--strong-rule);
}
.claim > *, .reasoning > * { min-inline-size: 0; max-inline-size: var(--measure); }
.kicker { font-size: .875rem; font-weight: 700; line-height: 1.4; }
.kicker a { display: inline-block; min-block-size: 24px; color: var(--soft); text-decoration: none; }
.kicker a:hover { color: var(--link); text-decoration: underline; }
.claim h2 { font-size: clamp(1.5rem, 1.2rem + 1.2vw, 2rem); letter-spacing: -.006em; }
.claim:target > header { box-shadow: 0 0 0 .6rem var(--raised); background: var(--raised); }

.finding {
  padding-block: 1rem; border-block: 1px solid var(--rule);
  font-family: var(--sans); font-size: .9375rem; line-height: 1.5;
}
.finding .chip { font-size: 1.125rem; }
.finding .verdict { margin-block-end: .7rem; }
.facts { margin-block-start: .9rem; line-height: 1.5; }
/* A text that runs the other way than the page stays beside its label. */
.facts dd[dir] { text-align: -webkit-match-parent; text-align: match-parent; }
.facts dt { font-size: .8125rem; color: var(--soft); }
.facts dd + dt { margin-block-start: .65rem; }
.exception { margin-block-start: .6rem; padding-inline-start: .7rem; border-inline-start: 3px solid var(--disputed); }
.finding ul { margin: .35rem 0 0; padding-inline-start: 1.1rem; }
.finding li + li, .finding ul + p { margin-block-start: .35rem; }
@media (min-width: 62rem) {
  .claim { grid-template-columns: minmax(0, var(--measure)) var(--rail); column-gap: var(--gap); }
  .claim > header { grid-column: 1; }
  .finding { grid-column: 2; grid-row: 1 / span 2; align-self: start; position: sticky; inset-block-start: 1.5rem; }
  .reasoning { grid-column: 1; }
}

.reasoning > section + section, .reasoning > section + .note { margin-block-start: 2.25rem; }
.reasoning h3 { margin-block-end: .6rem; font-size: 1.0625rem; font-weight: 700; line-height: 1.35; }
.reasoning h4 {
  display: flex; align-items: center; gap: .5em; margin-block: 1.4rem .25rem;
  font-size: .9375rem; font-weight: 650; line-height: 1.4; color: var(--stance);
}
.reasoning h4::before {
  flex: none; inline-size: 1.25em; block-size: 1.25em; border-radius: 50%; background: var(--stance); color: var(--paper);
  font-weight: 700; line-height: 1.2; text-align: center; content: var(--sign) / "";
}
.supports { --stance: var(--verified); --sign: "+"; }
.undermines { --stance: var(--disputed); --sign: "\\2212"; }
.context { --stance: var(--unverified); --sign: "i"; }
.search { --stance: var(--unverified); --sign: "?"; }
.rationales .view + .view { margin-block-start: 1rem; padding-block-start: 1rem; border-block-start: 1px solid var(--rule); }

.quotation { margin-block-start: 1rem; padding-inline-start: 1.1rem; border-inline-start: 3px solid var(--stance, var(--rule)); }
.quotation blockquote p { white-space: pre-line; text-align: start; }
.quotation figcaption { margin-block-start: .4rem; font-size: .875rem; line-height: 1.5; color: var(--soft); }
.speaker { display: block; color: var(--ink); }
.source .publisher { font-weight: 650; color: var(--ink); }
.source > * + *::before { content: " · "; }
.denial {
  inline-size: fit-content; margin-block-start: .6rem; padding: .2rem .65rem; font-size: .875rem; line-height: 1.5;
  border: 1px solid var(--disputed); border-radius: 3px; color: var(--disputed);
}
.answer { margin-block-start: .75rem; padding: .7rem 1rem .8rem; background: var(--raised); }
.answer .label { font-size: .8125rem; font-weight: 650; color: var(--soft); }
.author { margin-block-start: .45rem; font-size: .9375rem; color: var(--soft); }
.answer .written { font-size: 1.0625rem; line-height: 1.55; }
.dissent, .recalled, .authenticity { padding: 1.1rem 1.25rem 1.25rem; border: 1px solid var(--rule); }
.dissent .view, .authenticity .view { margin-block-start: .85rem; }
.dissent .view .written, .authenticity .examined { margin-block-start: .45rem; }
.search .facts {
  margin-block-start: .75rem; padding-inline-start: 1.1rem; border-inline-start: 3px solid var(--stance);
  font-size: .9375rem;
}
@media (min-width: 34rem) {
  .search .facts { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.25rem; align-items: baseline; }
  .search .facts dd + dt { margin-block-start: 0; }
}
`;
