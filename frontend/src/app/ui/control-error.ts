import { Pipe, PipeTransform, inject } from '@angular/core';
import { ValidationErrors } from '@angular/forms';
import { TranslocoService } from '@jsverse/transloco';

/** What is wrong with a form control, in words. Not pure: the answer changes with the language. */
@Pipe({ name: 'controlError', pure: false })
export class ControlError implements PipeTransform {
  private readonly transloco = inject(TranslocoService);

  transform(errors: ValidationErrors | null): string {
    const server: unknown = errors?.['server'];
    if (typeof server === 'string') return server;
    const [kind] = Object.keys(errors ?? {});
    if (!kind) return '';
    return this.transloco.translate(`form.${kind}`, errors?.[kind] as Record<string, unknown>);
  }
}
