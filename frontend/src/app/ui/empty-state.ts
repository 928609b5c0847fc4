import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon, IconName } from './icon';

/** A list with nothing in it: says so, and holds what to do next. */
@Component({
  selector: 'app-empty-state',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <div class="badge"><app-icon [name]="icon()" /></div>
    <p class="heading">{{ heading() }}</p>
    @if (text()) {
      <p class="muted">{{ text() }}</p>
    }
    <ng-content />
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: center;
      gap: 0.5rem;
      padding: 3rem 1rem;
      text-align: center;
    }

    .badge {
      display: grid;
      place-items: center;
      inline-size: 4rem;
      block-size: 4rem;
      border-radius: 50%;
      font-size: 1.5rem;
      background: var(--mat-sys-secondary-container);
      color: var(--mat-sys-on-secondary-container);
    }

    .heading {
      font: var(--mat-sys-title-large);
      margin: 0.5rem 0 0;
    }

    .muted {
      max-inline-size: 45ch;
    }
  `,
})
export class EmptyState {
  readonly icon = input<IconName>('book');
  readonly heading = input.required<string>();
  readonly text = input('');
}
