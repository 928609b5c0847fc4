/**
 * The one door to the HTTP API. Paths, parameters, bodies and replies are typed by the generated
 * contract (`api-types.d.ts`), so a wrong path or body does not compile. Nothing here knows a screen.
 */
import { HttpClient, HttpContext, HttpResourceRequest, httpResource } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { firstValueFrom } from 'rxjs';
import type { components, paths } from './api-types';

export type Schemas = components['schemas'];
type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
export type PathsWith<M extends Method> = {
  [P in keyof paths]: paths[P][M] extends object ? P : never;
}[keyof paths];
type Op<P extends keyof paths, M extends Method> = paths[P][M];
type Json<T> = T extends { content: { 'application/json': infer R } } ? R : undefined;
export type Reply<O> = O extends { responses: infer R }
  ? Json<R[keyof R & (200 | 201 | 202 | 204)]>
  : never;
type Body<O> = O extends { requestBody?: { content: { 'application/json': infer B } } }
  ? B
  : undefined;
type PathParams<O> = O extends { parameters: { path: infer P } } ? { path: P } : { path?: never };
type Query<O> = O extends { parameters: { query?: infer Q } } ? { query?: Q } : { query?: never };
type Header<O> = O extends { parameters: { header?: infer H } } ? { header?: H } : object;
type Params<O> = PathParams<O> & Query<O> & Header<O> & { context?: HttpContext };
type Rest<O> = O extends { parameters: { path: object } }
  ? [params: Params<O>]
  : [params?: Params<O>];
type Item<O> = Reply<O> extends { results: (infer T)[] } ? T : never;

interface RequestParams {
  path?: unknown;
  query?: unknown;
  header?: unknown;
  context?: HttpContext;
}

/** Largest page that the server gives; used where a screen needs the whole of a bounded list. */
const PAGE_SIZE = 100;

/** The URL and query of a request; parameters that are undefined, null or '' are left out. */
export function apiRequest(template: string, params: RequestParams = {}): HttpResourceRequest {
  const path = (params.path ?? {}) as Record<string, string | number>;
  const url = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(path[name])),
  );
  const given = Object.entries((params.query ?? {}) as Record<string, unknown>).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  return { url, params: Object.fromEntries(given) as Record<string, string> };
}

/** A typed GET as a signal resource; it waits while `params` gives undefined. */
export function apiResource<P extends PathsWith<'get'>>(
  path: P,
  params: () => Params<Op<P, 'get'>> | undefined,
) {
  return httpResource<Reply<Op<P, 'get'>>>(() => {
    const given = params();
    return given === undefined ? undefined : apiRequest(path, given);
  });
}

@Injectable({ providedIn: 'root' })
export class Api {
  private readonly http = inject(HttpClient);

  get<P extends PathsWith<'get'>>(path: P, ...[params]: Rest<Op<P, 'get'>>) {
    return this.send<Reply<Op<P, 'get'>>>('GET', path, undefined, params);
  }

  /** Every row of a paginated list, fetched page by page. */
  async getAll<P extends PathsWith<'get'>>(
    path: P,
    ...[params]: Rest<Op<P, 'get'>>
  ): Promise<Item<Op<P, 'get'>>[]> {
    interface Page {
      results: Item<Op<P, 'get'>>[];
      next: string | null;
    }
    const rows: Item<Op<P, 'get'>>[] = [];
    for (let page = 1; ; page += 1) {
      const query = { ...params?.query, page, page_size: PAGE_SIZE };
      const reply = await this.send<Page>('GET', path, undefined, { ...params, query });
      rows.push(...reply.results);
      if (!reply.next) return rows;
    }
  }

  post<P extends PathsWith<'post'>>(
    path: P,
    body: Body<Op<P, 'post'>>,
    ...[params]: Rest<Op<P, 'post'>>
  ) {
    return this.send<Reply<Op<P, 'post'>>>('POST', path, body, params);
  }

  put<P extends PathsWith<'put'>>(
    path: P,
    body: Body<Op<P, 'put'>>,
    ...[params]: Rest<Op<P, 'put'>>
  ) {
    return this.send<Reply<Op<P, 'put'>>>('PUT', path, body, params);
  }

  patch<P extends PathsWith<'patch'>>(
    path: P,
    body: Body<Op<P, 'patch'>>,
    ...[params]: Rest<Op<P, 'patch'>>
  ) {
    return this.send<Reply<Op<P, 'patch'>>>('PATCH', path, body, params);
  }

  delete<P extends PathsWith<'delete'>>(path: P, ...[params]: Rest<Op<P, 'delete'>>) {
    return this.send<undefined>('DELETE', path, undefined, params);
  }

  /** Sends a file with what belongs to it; the browser names the boundary of the parts. */
  upload<P extends PathsWith<'post'>>(
    path: P,
    fields: Record<string, string | Blob>,
    ...[params]: Rest<Op<P, 'post'>>
  ) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    return this.send<Reply<Op<P, 'post'>>>('POST', path, form, params);
  }

  /** A reply that is a file, such as a table for a spreadsheet. */
  async download<P extends PathsWith<'get'>>(
    path: P,
    ...[params]: Rest<Op<P, 'get'>>
  ): Promise<Blob> {
    const { url, params: query } = apiRequest(path, params);
    return firstValueFrom(this.http.get(url, { params: query ?? {}, responseType: 'blob' }));
  }

  private send<T>(
    method: string,
    template: string,
    body: unknown,
    given: RequestParams | undefined,
  ): Promise<T> {
    const { url, params } = apiRequest(template, given);
    const context = given?.context ?? new HttpContext();
    const headers = (given?.header ?? {}) as Record<string, string>;
    return firstValueFrom(
      this.http.request<T>(method, url, { body, headers, params: params ?? {}, context }),
    );
  }
}
