import { DestroyRef, Injectable, inject, signal } from '@angular/core';

const SHOWN_MS = 6000;

export interface Toast {
  id: number;
  text: string;
}

/** Short messages about what was just done. What must not be missed is shown on the page instead. */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private readonly shown = signal<readonly Toast[]>([]);
  private readonly timers = new Set<ReturnType<typeof setTimeout>>();
  private lastId = 0;
  readonly all = this.shown.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => this.timers.forEach((timer) => clearTimeout(timer)));
  }

  show(text: string) {
    const id = (this.lastId += 1);
    this.shown.update((toasts) => [...toasts, { id, text }]);
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.dismiss(id);
    }, SHOWN_MS);
    this.timers.add(timer);
  }

  dismiss(id: number) {
    this.shown.update((toasts) => toasts.filter((toast) => toast.id !== id));
  }
}
