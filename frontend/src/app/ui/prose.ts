import {
  ChangeDetectionStrategy,
  Component,
  DOCUMENT,
  ElementRef,
  ViewEncapsulation,
  afterRenderEffect,
  computed,
  inject,
  input,
} from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
import { Router } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { Locale } from '../core/locale';

const COPIED_MS = 2000;
/** A path of this site that the app shows, not the server. */
const APP_PATH = /^\/(?!\/|api\/|media\/)/;

/** Markdown has no label for the box of a task; its own words are one. */
function nameTask(item: Element) {
  item.querySelector(':scope > input')?.setAttribute('aria-label', item.textContent.trim());
}

/** A formula that is wider than the page scrolls, so the keyboard must reach it. */
function letKeysScroll(math: Element) {
  math.toggleAttribute('tabindex', false);
  if (math.scrollWidth > math.clientWidth) math.setAttribute('tabindex', '0');
}

function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey);
}

/** Text that the server rendered from Markdown, with links, code and tables made to work in the app. */
@Component({
  selector: 'app-prose',
  changeDetection: ChangeDetectionStrategy.OnPush,
  encapsulation: ViewEncapsulation.None,
  template: `<div class="prose" dir="auto" [innerHTML]="trusted()"></div>`,
  styleUrl: './prose.scss',
  host: { '(click)': 'follow($event)' },
})
export class Prose {
  private readonly sanitizer = inject(DomSanitizer);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly document = inject(DOCUMENT);
  private readonly router = inject(Router);
  private readonly transloco = inject(TranslocoService);
  private readonly locale = inject(Locale);
  readonly html = input.required<string>();
  /** Inside a label or a button there is no room for buttons of its own. */
  readonly isPlain = input(false);

  // The server cleaned this HTML with nh3 against an allow-list before it stored it. Angular's own
  // sanitiser would drop the MathML and the ids that footnotes and headings need.
  protected readonly trusted = computed(() => this.sanitizer.bypassSecurityTrustHtml(this.html()));

  constructor() {
    afterRenderEffect(() => {
      this.html();
      this.locale.lang();
      this.host.querySelectorAll('math[display=block]').forEach((math) => letKeysScroll(math));
      this.host.querySelectorAll('.task-list-item').forEach((item) => nameTask(item));
      if (this.isPlain()) return;
      this.host.querySelectorAll('pre').forEach((block) => this.addCopyButton(block));
      this.host.querySelectorAll('table').forEach((table) => this.makeScrollable(table));
    });
  }

  /** Keeps links to other pages of Lyceum, and to headings of this one, inside the app. */
  protected follow(event: MouseEvent) {
    const link = (event.target as Element).closest('a');
    if (!link || !isPlainClick(event) || link.target || link.hasAttribute('download')) return;
    const href = link.getAttribute('href') ?? '';
    if (href.startsWith('#')) {
      event.preventDefault();
      this.jumpTo(decodeURIComponent(href.slice(1)));
    } else if (APP_PATH.test(href)) {
      event.preventDefault();
      void this.router.navigateByUrl(href);
    }
  }

  private jumpTo(id: string) {
    const target = this.document.getElementById(id);
    if (!target) return;
    target.tabIndex = -1;
    target.focus();
    target.scrollIntoView();
  }

  private addCopyButton(block: HTMLPreElement) {
    const holder = block.closest('.highlight') ?? block.parentElement;
    if (!holder || holder.classList.contains('prose')) return;
    holder.querySelector('button.copy')?.remove();
    const button = this.document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = this.transloco.translate('action.copy');
    button.addEventListener('click', () => void this.copy(block.textContent, button));
    holder.append(button);
  }

  private async copy(text: string, button: HTMLButtonElement) {
    await this.document.defaultView?.navigator.clipboard.writeText(text);
    button.textContent = this.transloco.translate('action.copied');
    setTimeout(() => {
      button.textContent = this.transloco.translate('action.copy');
    }, COPIED_MS);
  }

  /** Wide tables scroll on their own, also by keyboard, and leave the page's width alone. */
  private makeScrollable(table: HTMLTableElement) {
    table.querySelectorAll('th').forEach((cell) => this.withoutEmptyHeading(cell));
    const parent = table.parentElement;
    if (!parent) return;
    const label = this.transloco.translate('lesson.table');
    if (parent.classList.contains('table-scroll')) {
      parent.setAttribute('aria-label', label);
      return;
    }
    const scroll = this.document.createElement('div');
    scroll.className = 'table-scroll';
    scroll.tabIndex = 0;
    scroll.setAttribute('role', 'group');
    scroll.setAttribute('aria-label', label);
    table.replaceWith(scroll);
    scroll.append(table);
  }

  /** The corner of a table heads nothing. */
  private withoutEmptyHeading(cell: HTMLTableCellElement) {
    if (!cell.textContent.trim()) cell.replaceWith(this.document.createElement('td'));
  }
}
