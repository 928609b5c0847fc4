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
import { MoveButtons, type Step } from '../../ui/move-buttons';
import { Prose } from '../../ui/prose';
import { plainWords } from './plain-words';

/** Puts items in order with buttons: by keyboard, by touch, by voice. */
@Component({
  selector: 'app-ordering-field',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [MatButtonModule, MoveButtons, Prose, TranslocoDirective],
  template: `
    <ng-container *transloco="let t">
      <p class="small muted mb-2">{{ t('quiz.ordering.hint') }}</p>
      <ol>
        @for (item of shown(); track item.id; let place = $index) {
          <li [class.fixed]="isClosed()">
            <span class="place" aria-hidden="true">{{ place + 1 }}</span>
            <app-prose [html]="item.text_html" [isPlain]="true" />
            @if (!isClosed()) {
              <app-move-buttons
                class="moves"
                [rowId]="item.id"
                [isFirst]="$first"
                [isLast]="$last"
                [upLabel]="t('quiz.ordering.up', { item: words(item) })"
                [downLabel]="t('quiz.ordering.down', { item: words(item) })"
                (moved)="move(place, $event)"
              />
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

  protected words({ text_html: html }: Item): string {
    return plainWords(html);
  }

  protected move(place: number, step: Step) {
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
    const button = `#${step < 0 ? 'up' : 'down'}-${item.id}`;
    setTimeout(() => this.host.querySelector<HTMLElement>(button)?.focus());
  }

  protected keep() {
    this.ordered.emit(this.shown().map(({ id }) => id));
  }
}
