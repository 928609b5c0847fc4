import { Pipe, PipeTransform, inject } from '@angular/core';
import { Format } from '../core/format';

/**
 * The text key for a count in the shown language: `'count.lessons' | plural: 3` → count.lessons.other.
 * Not pure: the answer changes with the language, which is no argument.
 */
@Pipe({ name: 'plural', pure: false })
export class Plural implements PipeTransform {
  private readonly format = inject(Format);

  transform(key: string, count: number): string {
    return `${key}.${this.format.plural(count)}`;
  }
}
