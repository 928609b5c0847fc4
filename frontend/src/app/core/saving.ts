/** The state of writing something that others may write too. No screen and no request logic here. */
import { signal } from '@angular/core';
import { FormGroup } from '@angular/forms';
import { showFieldProblems } from './form-problems';
import { asProblem } from './problem';

/** The header that has the server refuse a write to what has changed since it was read. */
export interface Condition {
  'If-Match'?: string;
}
type Send = (header: Condition) => Promise<unknown>;

/** One write at a time, what became of the last, and the choice after somebody else was faster. */
export class Saving {
  private readonly busy = signal(false);
  private readonly refusal = signal<unknown>(null);
  private readonly refused = signal<Send | null>(null);
  readonly isBusy = this.busy.asReadonly();
  readonly problem = this.refusal.asReadonly();
  /** Whether the last write was refused because somebody else has written meanwhile. */
  readonly isStale = () => this.refused() !== null;

  constructor(private readonly form?: FormGroup) {}

  /** Writes if the version is still the one that was read. */
  write(version: number, send: Send): Promise<boolean> {
    return this.run({ 'If-Match': `"${version}"` }, send);
  }

  /** Writes whatever is there. */
  attempt(send: () => Promise<unknown>): Promise<boolean> {
    return this.run({}, send);
  }

  /** Writes what the form holds, once its rules accept it. */
  async submit(send: () => Promise<unknown>): Promise<boolean> {
    return !this.form?.invalid && this.attempt(send);
  }

  /** Writes over what somebody else has written. */
  async keepMine(): Promise<void> {
    const send = this.refused();
    if (send) await this.run({}, send);
  }

  forget() {
    this.refusal.set(null);
    this.refused.set(null);
  }

  private async run(condition: Condition, send: Send): Promise<boolean> {
    if (this.busy()) return false;
    this.busy.set(true);
    this.forget();
    try {
      await send(condition);
      return true;
    } catch (error) {
      this.tell(error, send);
      return false;
    } finally {
      this.busy.set(false);
    }
  }

  private tell(error: unknown, send: Send) {
    const problem = asProblem(error);
    if (problem.status === 412) this.refused.set(send);
    else if (!this.form || !showFieldProblems(this.form, problem)) this.refusal.set(error);
  }
}
