import { DOCUMENT, InjectionToken, inject } from '@angular/core';

/** What is used of a browser's WebSocket. */
export type Socket = Pick<WebSocket, 'onopen' | 'onmessage' | 'onclose' | 'send' | 'close'>;

/** Opens a WebSocket to a path of this site. */
export const OPEN_SOCKET = new InjectionToken<(path: string) => Socket>('OPEN_SOCKET', {
  providedIn: 'root',
  factory: () => {
    const document = inject(DOCUMENT);
    return (path) => {
      const url = new URL(path, document.baseURI);
      url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
      return new WebSocket(url);
    };
  },
});
