import { DestroyRef, computed, inject, signal } from '@angular/core';
import type { Attempt } from '../../core/models';

const TICK_MS = 1_000;
const SECOND_MS = 1_000;
/** When to say how much time is left, in seconds; not each second, which nobody could listen to. */
const ANNOUNCED_S = [3600, 1800, 600, 300, 60, 30] as const;

/** The time left in an attempt, by the server's clock. Made in a component. */
export class Countdown {
  private readonly endsAt = signal<number | null>(null);
  private readonly now = signal(0);
  private readonly total = signal(0);
  private deadline = 0;
  private timer: ReturnType<typeof setInterval> | undefined;

  /** Whole seconds; null where there is no limit. */
  readonly secondsLeft = computed(() => {
    const endsAt = this.endsAt();
    return endsAt === null ? null : Math.max(0, Math.ceil((endsAt - this.now()) / SECOND_MS));
  });
  readonly isOver = computed(() => this.secondsLeft() === 0);
  /** The last of the moments to be told that has come, in seconds before the end; null before the first. */
  readonly announced = computed(() => {
    const left = this.secondsLeft();
    if (left === null || left === 0) return null;
    return ANNOUNCED_S.findLast((moment) => moment < this.total() && left <= moment) ?? null;
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => this.stop());
  }

  /** Counts down the difference of two times of the server: a wrong clock here does no harm. */
  start({ deadline, server_now, started_at }: Attempt) {
    this.stop();
    if (deadline === null) return;
    const end = Date.parse(deadline);
    this.deadline = end;
    this.total.set((end - Date.parse(started_at ?? server_now)) / SECOND_MS);
    this.now.set(Date.now());
    this.endsAt.set(Date.now() + end - Date.parse(server_now));
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  /** Goes on for longer where the server has moved the end. */
  move(deadline: string | null) {
    if (!deadline || this.endsAt() === null) return;
    const end = Date.parse(deadline);
    const added = end - this.deadline;
    this.deadline = end;
    this.endsAt.update((endsAt) => (endsAt ?? 0) + added);
  }

  stop() {
    clearInterval(this.timer);
    this.endsAt.set(null);
  }

  private tick() {
    this.now.set(Date.now());
    if (this.isOver()) clearInterval(this.timer);
  }
}
