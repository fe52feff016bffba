/** For the pages on which readers report errors. Fields and the button are 44 px high at least: fingers must hit them. */
export const FORM_STYLE = `
.challenged { margin-block: 1.5rem; padding: .9rem 1.1rem; background: var(--raised); max-inline-size: var(--measure); }
.challenge { display: grid; gap: .45rem; max-inline-size: var(--measure); margin-block: 0 4rem; }
.challenge label { margin-block-start: 1rem; font: 600 1rem/1.4 var(--sans); }
.challenge textarea, .challenge input {
  inline-size: 100%; min-block-size: 2.75rem; padding: .6rem .75rem; font: 400 1rem/1.5 var(--sans);
  color: var(--ink); background: var(--paper); border: 1px solid var(--soft); border-radius: 3px;
}
.challenge textarea { resize: vertical; }
.challenge button {
  justify-self: start; min-block-size: 2.75rem; margin-block-start: 1.25rem; padding: .6rem 1.4rem; cursor: pointer;
  font: 600 1rem/1.4 var(--sans); color: var(--paper); background: var(--ink); border: 0; border-radius: 3px;
}
.challenge .trap { display: none; }
.problem {
  max-inline-size: var(--measure); margin-block: 1rem; padding: .8rem 1.1rem; font-family: var(--sans);
  background: var(--disputed-tint); border-inline-start: 5px solid var(--disputed);
}
.ticket {
  margin-block: 1.25rem; font: 600 1.375rem/1.4 ui-monospace, "DejaVu Sans Mono", monospace; user-select: all;
}
`;
