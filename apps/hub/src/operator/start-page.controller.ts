import { createHash } from 'node:crypto';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { versionsUrlOf } from '@busbar/core';
import { partyKey } from '@busbar/ocpi';
import { Open } from './access/minimal-role.js';
import { OperatorSettings } from './operator-settings.js';

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:3rem auto;padding:0 1rem}dt{font-weight:600;margin-top:1rem}dd{margin:0}';
/** The one style block is allowed by its hash; scripts and everything else are not. */
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

/** What somebody sees who opens the hub in a browser. */
@ApiExcludeController()
@Controller()
export class StartPageController {
  private readonly page: string;

  constructor(settings: OperatorSettings) {
    this.page = startPage(settings);
  }

  @Get()
  @Open()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', POLICY)
  show(): string {
    return this.page;
  }
}

function startPage({ hub, programVersion }: OperatorSettings): string {
  const name = escapeHtml(hub.name);
  const versionsUrl = escapeHtml(versionsUrlOf(hub));
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${name}</title><style>${STYLE}</style></head>
<body>
<h1>${name}</h1>
<p>An OCPI roaming hub (Busbar ${escapeHtml(programVersion)}), party ${escapeHtml(partyKey(hub.party))}.</p>
<dl>
<dt>OCPI versions, for platforms</dt><dd><code>${versionsUrl}</code></dd>
<dt>Operator API</dt><dd><code>/api/v1</code>, described by <a href="/api/openapi.json">its OpenAPI document</a></dd>
<dt>Health</dt><dd><a href="/healthz">process</a>, <a href="/readyz">routing</a>, <a href="/metrics">metrics</a></dd>
</dl>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
