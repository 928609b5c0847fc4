import { DOCUMENT, DestroyRef, inject, signal } from '@angular/core';
import { Api } from '../../core/api';
import type { Answer, Attempt } from '../../core/models';
import { asProblem } from '../../core/problem';

const PAUSE_MS = 1_000;
const SHORTEST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;

/** `waiting`: something is about to be sent; `failed`: it did not arrive and is sent again. */
export type SaveState = 'saved' | 'waiting' | 'failed';

/** Keeps the answers of a running attempt on the server while they are given. Made in a component. */
export class AnswerSaving {
  private readonly api = inject(Api);
  private readonly unsaved = new Map<string, Answer>();
  private readonly current = signal<SaveState>('saved');
  private readonly closed = signal(false);
  private readonly end = signal<string | null>(null);
  private attempt = '';
  private seq = 0;
  private failures = 0;
  private sending: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  readonly state = this.current.asReadonly();
  /** Whether the server takes no answers any more. */
  readonly isClosed = this.closed.asReadonly();
  /** When the attempt ends, as the server said at the last save. */
  readonly deadline = this.end.asReadonly();

  constructor() {
    const document = inject(DOCUMENT);
    const window = document.defaultView;
    const flush = () => void this.flush();
    // The last moment that a phone grants before it may end the page.
    const flushHidden = () => document.visibilityState === 'hidden' && flush();
    window?.addEventListener('online', flush);
    document.addEventListener('visibilitychange', flushHidden);
    inject(DestroyRef).onDestroy(() => {
      flush();
      clearTimeout(this.timer);
      window?.removeEventListener('online', flush);
      document.removeEventListener('visibilitychange', flushHidden);
    });
  }

  begin({ id, seq, state }: Attempt) {
    clearTimeout(this.timer);
    this.unsaved.clear();
    this.attempt = id;
    this.seq = seq;
    this.failures = 0;
    this.closed.set(state !== 'open');
    this.current.set('saved');
    this.end.set(null);
  }

  keep(answer: Answer) {
    this.unsaved.set(answer.question, answer);
    if (this.failures === 0) {
      this.current.set('waiting');
      this.flushIn(PAUSE_MS);
    }
  }

  /** Sends at once what is not saved yet. */
  async flush(): Promise<void> {
    if (this.sending || this.unsaved.size === 0 || this.isClosed())
      return this.sending ?? undefined;
    clearTimeout(this.timer);
    this.sending = this.send([...this.unsaved.values()]).finally(() => (this.sending = null));
    return this.sending;
  }

  /** @throws ProblemError when the server could not be reached. */
  async submit() {
    clearTimeout(this.timer);
    await this.sending;
    clearTimeout(this.timer);
    const body = { seq: this.seq + 1, answers: [...this.unsaved.values()] };
    const path = { id: this.attempt };
    const submission = await this.api.post('/api/attempts/{id}/submit/', body, { path });
    this.unsaved.clear();
    this.closed.set(true);
    return submission;
  }

  private async send(answers: Answer[]): Promise<void> {
    const seq = this.seq + 1;
    try {
      const path = { id: this.attempt };
      const reply = await this.api.patch('/api/attempts/{id}/', { seq, answers }, { path });
      this.seq = reply.seq;
      this.end.set(reply.deadline);
      this.failures = 0;
      // A higher number is that of another device: what was sent did not count and goes again.
      if (reply.seq === seq) this.forget(answers);
      this.current.set(this.unsaved.size > 0 ? 'waiting' : 'saved');
      if (this.unsaved.size > 0) this.flushIn(PAUSE_MS);
    } catch (error) {
      this.fail(asProblem(error).code);
    }
  }

  private forget(answers: readonly Answer[]) {
    for (const answer of answers) {
      if (this.unsaved.get(answer.question) === answer) this.unsaved.delete(answer.question);
    }
  }

  private fail(code: string) {
    if (code === 'attempt_closed') {
      this.closed.set(true);
      return;
    }
    this.current.set('failed');
    this.flushIn(Math.min(SHORTEST_WAIT_MS * 2 ** this.failures, LONGEST_WAIT_MS));
    this.failures += 1;
  }

  private flushIn(delayMs: number) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), delayMs);
  }
}
