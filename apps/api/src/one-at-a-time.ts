/**
 * Long work, one piece of it at a time in this process. Whoever asks for what waits or is under way gets that one's answer
 * and begins none of their own, so that asking often costs no more than asking once.
 */
export class OneAtATime<T> {
  private readonly asked = new Map<string, Promise<T>>();
  private last: Promise<unknown> = Promise.resolve();

  /** `name`: the same for what has the same answer. */
  run(name: string, work: () => Promise<T>): Promise<T> {
    const underWay = this.asked.get(name);
    if (underWay) return underWay;
    const answer = this.last.then(work).finally(() => this.asked.delete(name));
    this.asked.set(name, answer);
    // What fails is told to those who asked for it; the next begins.
    this.last = answer.catch(() => undefined);
    return answer;
  }
}
