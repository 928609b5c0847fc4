import { Pipe, PipeTransform, inject } from '@angular/core';
import { ValidationErrors } from '@angular/forms';
import { TranslocoService } from '@jsverse/transloco';

/** What the server said about a field (see `core/form-problems.ts`). */
interface ServerError {
  code: string;
  message: string;
}

/** What is wrong with a form control, in words. Not pure: the answer changes with the language. */
@Pipe({ name: 'controlError', pure: false })
export class ControlError implements PipeTransform {
  private readonly transloco = inject(TranslocoService);

  transform(errors: ValidationErrors | null): string {
    const server = errors?.['server'] as ServerError | undefined;
    if (server) return this.sayRefusal(server);
    const [kind] = Object.keys(errors ?? {});
    if (!kind) return '';
    return this.transloco.translate(`form.${kind}`, errors?.[kind] as Record<string, unknown>);
  }

  private sayRefusal({ code, message }: ServerError): string {
    // Of a field, `unknown` is about its value, and only the server's words say which.
    const key = code === 'unknown' ? '' : `problem.codes.${code}`;
    const texts = this.transloco.getTranslation(this.transloco.getActiveLang());
    return key in texts ? this.transloco.translate(key) : message;
  }
}
