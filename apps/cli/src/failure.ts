/** Something a person can put right; its message is a sentence that says what. */
export class Failure extends Error {
  override readonly name = 'Failure';
}
