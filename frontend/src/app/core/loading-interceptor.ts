import { HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { finalize } from 'rxjs';
import { IN_BACKGROUND, Loading } from './loading';

/** Counts requests in flight for the progress bar at the top of the page. */
export const loadingInterceptor: HttpInterceptorFn = (request, next) => {
  if (request.context.get(IN_BACKGROUND)) return next(request);
  const loading = inject(Loading);
  loading.begin();
  return next(request).pipe(finalize(() => loading.end()));
};
