/**
 * Type, colours and the frame of the page. Sides are start and end throughout, so the page is mirrored for languages
 * that run from right to left. Ratings are petrol, rust and slate: told apart by readers who confuse red and green, and
 * none of them says "true" or "false" by convention.
 */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fcfbf8; --raised: #f4f1ea; --ink: #1d1b18; --soft: #5a554c; --rule: #d8d2c5; --strong-rule: #1d1b18;
  --link: #1b4a78; --focus: #1b4a78;
  --verified: #0c5a56; --verified-tint: #e0efec;
  --disputed: #8c3a10; --disputed-tint: #f9e7da;
  --unverified: #464c63; --unverified-tint: #e8e9f0;
  --serif: "Iowan Old Style", Charter, "Bitstream Charter", "Sitka Text", "Source Serif 4", Cambria, Georgia,
    "Liberation Serif", "Noto Serif", "Noto Naskh Arabic", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Noto Sans Arabic",
    "Liberation Sans", Arial, sans-serif;
  /* About 68 characters of the text; not in ch, which would differ between the two typefaces. */
  --measure: 38.25rem; --rail: 15.5rem; --gap: 3.5rem;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15161a; --raised: #1f2127; --ink: #e8e5de; --soft: #aba69b; --rule: #3a3c44; --strong-rule: #8d897f;
    --link: #93bfec; --focus: #93bfec;
    --verified: #7fd1c5; --verified-tint: #12302f;
    --disputed: #f2a97c; --disputed-tint: #3a2216;
    --unverified: #b9bfdb; --unverified-tint: #292c3a;
  }
}
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-block-start: 1.5rem; }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
body {
  margin: 0; padding-inline: clamp(1rem, 4vw, 2.5rem);
  background: var(--paper); color: var(--ink);
  font: 400 1.125rem/1.6 var(--serif); overflow-wrap: anywhere;
}
body > header, body > main, body > footer {
  max-inline-size: calc(var(--measure) + var(--gap) + var(--rail)); margin-inline: auto;
}
main:focus { outline: none; }
h1, h2, h3, h4, p, dl, dd, ol, figure, blockquote { margin: 0; padding: 0; }
/* Our own words may be in another language than the report: each line of them then runs its own way, in the page's place. */
:where(h1, h2, h3, h4, p, li, dt, dd):not([dir]) { unicode-bidi: plaintext; text-align: -webkit-match-parent; text-align: match-parent; }
time { white-space: nowrap; }
h1, h2 { font-weight: 600; line-height: 1.2; text-wrap: balance; }
p { text-wrap: pretty; }
cite { font-style: normal; }
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .18em; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 3px; border-radius: 2px; }
.written { white-space: pre-line; }
.note, .kicker, .label, .imprint, .nameplate, .facts, .colophon, figcaption, .denial, h3, h4, .chip, .number {
  font-family: var(--sans);
}
.note { font-size: .9375rem; line-height: 1.5; color: var(--soft); }

.skip-link {
  position: absolute; inset-block-start: -6rem; inset-inline-start: 1rem; padding: .6rem 1rem; z-index: 1;
  background: var(--ink); color: var(--paper); font: 600 1rem/1.4 var(--sans);
}
.skip-link:focus { inset-block-start: 1rem; }

.masthead { padding-block: 1.25rem 1.75rem; }
.nameplate {
  display: flex; flex-wrap: wrap; justify-content: space-between; gap: .25rem 1.5rem;
  padding-block-end: .7rem; border-block-end: 3px double var(--strong-rule); font-size: .875rem; line-height: 1.4;
}
.nameplate .publisher { font-weight: 700; letter-spacing: .01em; }
.nameplate .kind { color: var(--soft); }
.masthead h1 {
  margin-block-start: clamp(1.75rem, 5vw, 3rem); max-inline-size: 24em;
  font-size: clamp(2rem, 1.35rem + 2.9vw, 3.25rem); line-height: 1.1; letter-spacing: -.012em;
}
.kicker.withdrawn { margin-block-start: 2.5rem; color: var(--disputed); }
.kicker.withdrawn + h1 { margin-block-start: .5rem; }
.imprint { display: flex; flex-wrap: wrap; gap: .35rem 2rem; margin-block-start: 1.25rem; font-size: .9375rem; }
.imprint div { display: flex; gap: .45em; }
.imprint dt { color: var(--soft); }

.standfirst {
  max-inline-size: 36em; margin-block: 0 1.25rem; font-size: clamp(1.1875rem, 1.1rem + .5vw, 1.375rem); line-height: 1.5;
}
.correction, .exceptions {
  max-inline-size: var(--measure); margin-block: 0 2rem; padding: 1rem 1.25rem 1.15rem;
  background: var(--disputed-tint); border-inline-start: 5px solid var(--disputed);
}
/* What is put before a page stands in its column. */
body > .correction {
  margin-block: 1.25rem 0;
  margin-inline-start: max(0px, (100% - var(--measure) - var(--gap) - var(--rail)) / 2);
}
.correction h2, .exceptions h2 { margin-block-end: .3rem; color: var(--disputed); font: 700 1.0625rem/1.3 var(--sans); }
.correction .note { color: inherit; }
.correction ul, .exceptions ul { margin-block: .5rem; padding-inline-start: 1.25rem; }
.correction .note + p { margin-block-start: .5rem; }

.contents { margin-block-start: 2.5rem; border-block: 1px solid var(--rule); padding-block: 1.25rem .5rem; }
.contents h2, .endmatter h2 { font-size: 1.5rem; }
.contents ol { margin-block-start: .75rem; list-style: none; }
.contents li {
  display: grid; grid-template-columns: 1.75rem 1fr auto; gap: .3rem .5rem; align-items: baseline;
  padding-block: .75rem; border-block-start: 1px solid var(--rule);
}
.contents .number { color: var(--soft); font-size: .9375rem; font-variant-numeric: tabular-nums; }
.contents a { color: inherit; text-decoration-color: var(--rule); }
.contents a:hover { color: var(--link); text-decoration-color: currentColor; }
@media (max-width: 40rem) {
  .contents li { grid-template-columns: 1.75rem 1fr; }
  .contents .chip { grid-column: 2; justify-self: start; }
}

.endmatter { margin-block-start: 4rem; padding-block-start: 2rem; border-block-start: 3px double var(--strong-rule); }
.endmatter section { max-inline-size: var(--measure); margin-block-end: 2.75rem; }
.endmatter section > * + * { margin-block-start: .85rem; }
.ratings div { padding-block: .85rem; border-block-end: 1px solid var(--rule); }
.ratings dd { margin-block-start: .4rem; }
.citation { padding: .9rem 1.1rem; background: var(--raised); }
.address { font-family: var(--sans); font-size: .9375rem; }
.colophon {
  margin-block-start: 2.5rem; padding-block: 1.25rem 3rem; border-block-start: 1px solid var(--rule); font-size: .875rem; line-height: 1.6; color: var(--soft);
}
.colophon .publisher { font-weight: 700; color: var(--ink); }
.colophon a { display: inline-block; min-block-size: 24px; }
`;
