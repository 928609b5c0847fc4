import { HttpErrorResponse, HttpInterceptorFn } from '@angular/common/http';
import { catchError, throwError } from 'rxjs';
import { ProblemError, readProblem } from './problem';

/** Turns every failed response into a ProblemError, so that screens read one shape. */
export const errorInterceptor: HttpInterceptorFn = (request, next) =>
  next(request).pipe(
    catchError((error: unknown) =>
      throwError(() =>
        error instanceof HttpErrorResponse ? new ProblemError(readProblem(error)) : error,
      ),
    ),
  );
