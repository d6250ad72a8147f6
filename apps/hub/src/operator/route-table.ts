import { Injectable } from '@nestjs/common';

/** The routes that exist, to tell a wrong method from a wrong address: Fastify answers both with 404. */
@Injectable()
export class RouteTable {
  private readonly routes: { readonly method: string; readonly shape: RegExp; readonly url: string }[] = [];

  /** Takes note of a route as it is registered; `url` is Fastify's pattern, with `:name` for parameters. */
  add(method: string, url: string): void {
    const escaped = url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:[A-Za-z_]+/g, '[^/]+');
    this.routes.push({ method, url, shape: new RegExp(`^${escaped}$`) });
  }

  /** The methods that the address takes, sorted; none when there is nothing at it. */
  methodsAt(target: string): readonly string[] {
    const path = target.split('?', 1)[0] ?? '';
    return [...new Set(this.routes.filter((route) => route.shape.test(path)).map((route) => route.method))].sort();
  }

  /** Every route once, as `METHOD /pattern`. */
  all(): readonly string[] {
    return [...new Set(this.routes.map((route) => `${route.method} ${route.url}`))].sort();
  }
}
