/** Which player a video's address needs. Only ids of a known form reach an embedding host. */
export type VideoSource = { kind: 'frame'; url: string } | { kind: 'file'; url: string };

const YOUTUBE_HOSTS = new Set(['youtube.com', 'm.youtube.com', 'youtube-nocookie.com']);
const YOUTUBE_ID = /^[\w-]{11}$/;
const VIMEO_ID = /^\d{5,12}$/;

/** The player for an address; undefined where it is none of http, https or a path of this site. */
export function videoSource(address: string): VideoSource | undefined {
  if (/^\/(?!\/)/.test(address)) return { kind: 'file', url: address };
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  const frame = youtube(url) ?? vimeo(url);
  return frame ? { kind: 'frame', url: frame } : { kind: 'file', url: url.href };
}

function youtube(url: URL): string | undefined {
  const host = url.hostname.replace(/^www\./, '');
  const parts = url.pathname.split('/').filter(Boolean);
  let id: string | null | undefined;
  if (host === 'youtu.be') id = parts[0];
  else if (YOUTUBE_HOSTS.has(host)) id = url.searchParams.get('v') ?? parts[1];
  return id && YOUTUBE_ID.test(id) ? `https://www.youtube-nocookie.com/embed/${id}` : undefined;
}

function vimeo(url: URL): string | undefined {
  if (!/^(www\.|player\.)?vimeo\.com$/.test(url.hostname)) return undefined;
  const id = url.pathname.split('/').find((part) => VIMEO_ID.test(part));
  return id && `https://player.vimeo.com/video/${id}?dnt=1`;
}
