import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  computed,
  inject,
  input,
  output,
  signal,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';
import type { Item } from '../../core/models';
import { Icon } from '../../ui/icon';
import { Prose } from '../../ui/prose';
import { plainWords } from './plain-words';

/** Puts items in order with buttons: by keyboard, by touch, by voice. */
@Component({
  selector: 'app-ordering-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, MatButtonModule, Prose, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <p class="small muted mb-2">{{ t('quiz.ordering.hint') }}</p>
      <ol>
        @for (item of shown(); track item.id; let place = $index) {
          <li [class.fixed]="isClosed()">
            <span class="place" aria-hidden="true">{{ place + 1 }}</span>
            <app-prose [html]="item.text_html" [isPlain]="true" />
            @if (!isClosed()) {
              <span class="moves">
                <button
                  matIconButton
                  type="button"
                  [id]="buttonId(item, -1)"
                  [disabled]="$first"
                  disabledInteractive
                  [attr.aria-label]="t('quiz.ordering.up', { item: words(item) })"
                  (click)="move(place, -1)"
                >
                  <app-icon name="up" />
                </button>
                <button
                  matIconButton
                  type="button"
                  [id]="buttonId(item, 1)"
                  [disabled]="$last"
                  disabledInteractive
                  [attr.aria-label]="t('quiz.ordering.down', { item: words(item) })"
                  (click)="move(place, 1)"
                >
                  <app-icon name="down" />
                </button>
              </span>
            }
          </li>
        }
      </ol>
      @if (!order().length && !isClosed()) {
        <button matButton="tonal" type="button" class="mt-2" (click)="keep()">
          {{ t('quiz.ordering.keep') }}
        </button>
      }
      <p class="visually-hidden" role="status">
        @if (moved(); as moved) {
          {{ t('quiz.ordering.moved', moved) }}
        }
      </p>
    </ng-container>
  `,
  styleUrl: './item-list.scss',
})
export class OrderingField {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly items = input.required<readonly Item[]>();
  /** Ids in the order that was given; empty while nothing was. */
  readonly order = input.required<readonly string[]>();
  readonly isClosed = input(false);
  readonly ordered = output<string[]>();
  protected readonly moved = signal<{ item: string; place: number; count: number } | null>(null);
  /** As ordered so far; items that the order leaves out stand at its end. */
  protected readonly shown = computed(() => {
    const place = new Map(this.order().map((id, index) => [id, index]));
    const placeOf = ({ id }: Item) => place.get(id) ?? this.items().length;
    return [...this.items()].sort((one, other) => placeOf(one) - placeOf(other));
  });

  protected buttonId({ id }: Item, step: -1 | 1): string {
    return `${step < 0 ? 'up' : 'down'}-${id}`;
  }

  protected words({ text_html: html }: Item): string {
    return plainWords(html);
  }

  protected move(place: number, step: -1 | 1) {
    const items = this.shown();
    const item = items[place];
    const other = items[place + step];
    if (!item || !other) return;
    const order = items.map(({ id }) => id);
    order[place] = other.id;
    order[place + step] = item.id;
    this.ordered.emit(order);
    this.moved.set({ item: this.words(item), place: place + step + 1, count: items.length });
    // Moving an element in the page takes the focus from it.
    setTimeout(() =>
      this.host.querySelector<HTMLElement>(`#${this.buttonId(item, step)}`)?.focus(),
    );
  }

  protected keep() {
    this.ordered.emit(this.shown().map(({ id }) => id));
  }
}
