// HTML for mail programs: one table of at most 600 px, inline styles, readable in dark mode.

/** HTML that is inserted without escaping. */
export class Html {
  constructor(readonly text: string) {}
}

type Insertable = Html | string | number | readonly Html[];

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const inserted = (value: Insertable): string => {
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map((part) => part.text).join('');
  return String(value).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
};

/** A template that escapes every insertion except `Html`. */
export const html = (parts: TemplateStringsArray, ...values: readonly Insertable[]): Html =>
  new Html(parts.map((part, index) => part + (index < values.length ? inserted(values[index] ?? '') : '')).join(''));

const FONT = `-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,'PingFang SC','Hiragino Sans GB','Microsoft YaHei','Noto Sans CJK SC','Noto Sans SC',sans-serif`;
const MONO = `ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono','Noto Sans Mono CJK SC',monospace`;

/** Mail programs with this media query get the dark palette; the others keep the light one, or invert it. */
const DARK = `@media (prefers-color-scheme:dark){
.page{background:#15181c!important}
.card{background:#1f2429!important;border-color:#333a42!important}
.ink,.ink a{color:#eef1f4!important}
.soft,.soft a{color:#a9b3bd!important}
.line{border-color:#333a42!important}
.code{background:#15181c!important;border-color:#333a42!important;color:#d5dce3!important}
.calm{background:#173a35!important;color:#8fdccb!important}
.soon{background:#42310f!important;color:#f3c969!important}
.late{background:#4a1d1d!important;color:#ffb3ab!important}
}`;

const TONES = {
  calm: 'background:#e3f2ef;color:#0f5c4e',
  soon: 'background:#fdf0d2;color:#7a4d00',
  late: 'background:#fde3e0;color:#9c1c13',
} as const;

export type Tone = keyof typeof TONES;

/** A small coloured label. */
export const badge = (tone: Tone, text: string): Html =>
  html`<span class="${tone}" style="${new Html(TONES[tone])};display:inline-block;padding:2px 9px;border-radius:10px;font-size:13px;line-height:18px;font-weight:600;white-space:nowrap">${text}</span>`;

export const paragraph = (text: Insertable): Html =>
  html`<p class="ink" style="margin:10px 0 0;color:#2b333b;font-size:15px;line-height:23px">${text}</p>`;

/** A line of small print. */
export const note = (text: Insertable): Html =>
  html`<p class="soft" style="margin:6px 0 0;color:#5b6670;font-size:13px;line-height:19px">${text}</p>`;

/** A label, and below it a command to copy. */
export const command = (label: string, line: string): Html =>
  html`<p class="soft" style="margin:12px 0 4px;color:#5b6670;font-size:13px;line-height:18px">${label}</p><div class="code" style="background:#f4f6f8;border:1px solid #dfe4e9;border-radius:6px;padding:8px 10px;font-family:${new Html(MONO)};font-size:12.5px;line-height:19px;color:#26303a;word-break:break-word;overflow-wrap:anywhere">${line}</div>`;

/** A link as a button. The first of several stands out; small ones are for pages with many. */
export const button = (url: string, text: string, place: 'first' | 'next' | 'small' = 'next'): Html => {
  if (place === 'small')
    return html`<a href="${url}" class="code" style="display:inline-block;margin:0 6px 4px 0;padding:4px 11px;border:1px solid #c4ccd4;border-radius:5px;background:#f4f6f8;color:#26303a;font-size:13px;line-height:18px;text-decoration:none">${text}</a>`;
  return place === 'first'
    ? html`<a href="${url}" style="display:inline-block;margin:0 8px 8px 0;padding:9px 16px;border:1px solid #0f5c4e;border-radius:6px;background:#0f5c4e;color:#ffffff;font-size:15px;line-height:20px;font-weight:600;text-decoration:none">${text}</a>`
    : html`<a href="${url}" class="code" style="display:inline-block;margin:0 8px 8px 0;padding:9px 16px;border:1px solid #c4ccd4;border-radius:6px;background:#f4f6f8;color:#26303a;font-size:15px;line-height:20px;text-decoration:none">${text}</a>`;
};

/** A framed block. */
export const card = (...content: readonly Html[]): Html =>
  html`<tr><td style="padding:0 0 14px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="card" style="background:#ffffff;border:1px solid #dfe4e9;border-radius:10px;padding:18px 20px 20px">${content}</td></tr></table></td></tr>`;

export const heading = (text: Insertable): Html =>
  html`<h2 class="ink" style="margin:0;color:#14191e;font-size:19px;line-height:27px;font-weight:700">${text}</h2>`;

/** The whole mail. `preview`: shown beside the subject in an inbox; `kicker`: stands above the title. */
export const page = (mail: {
  readonly language: string;
  readonly subject: string;
  readonly preview: string;
  readonly kicker?: string;
  readonly title: string;
  readonly body: readonly Html[];
  readonly footer: readonly string[];
}): string =>
  html`<!doctype html>
<html lang="${mail.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${mail.subject}</title>
<style>:root{color-scheme:light dark}td,p,h1,h2,span,a{font-family:${new Html(FONT)}}${new Html(DARK)}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#eef1f4">
<div style="display:none;max-height:0;overflow:hidden">${mail.preview}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background:#eef1f4"><tr><td align="center" style="padding:22px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;font-family:${new Html(FONT)};text-align:left">
<tr><td style="padding:0 4px 14px">${mail.kicker === undefined ? '' : html`<p class="soft" style="margin:0;color:#5b6670;font-size:13px;line-height:19px">${mail.kicker}</p>`}<h1 class="ink" style="margin:2px 0 0;color:#14191e;font-size:23px;line-height:31px;font-weight:700">${mail.title}</h1></td></tr>
${mail.body}
<tr><td style="padding:4px 4px 0">${mail.footer.map((line) => note(line))}</td></tr>
</table>
</td></tr></table>
</body>
</html>
`.text;
