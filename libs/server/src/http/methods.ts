import { AppError } from '@unseen/domain';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import findMyWay, { type HTTPMethod } from 'find-my-way';

/** Pages answer whatever nobody else does; that makes no path known. */
const ANYTHING = new Set(['/*', '*']);

/** Which methods each path of an application answers to, found as its own router finds them. */
export class Methods {
  readonly #router;
  readonly #known = new Set<HTTPMethod>();

  /** To be made before routes are. */
  constructor(fastify: FastifyInstance, maxParamLength: number) {
    this.#router = findMyWay({ maxParamLength });
    fastify.addHook('onRoute', ({ method, url }) => {
      if (ANYTHING.has(url)) return;
      for (const each of [method].flat() as HTTPMethod[]) {
        if (this.#router.hasRoute(each, url)) continue;
        this.#known.add(each);
        this.#router.on(each, url, () => undefined);
      }
    });
  }

  /** The methods of a path, `OPTIONS` among them where there is any. */
  of(path: string): string[] {
    const found = [...this.#known].filter((method) => this.#router.find(method, path) !== null);
    return found.length === 0 ? [] : [...found, 'OPTIONS'].sort();
  }

  /**
   * Ends a request that no route of an application answers, before its body is read.
   *
   * @returns whether it is answered
   * @throws AppError `not_found`, `method_not_allowed`
   */
  answerUnmatched(request: FastifyRequest, reply: FastifyReply): boolean {
    const { method, url, is404 } = request;
    const page = request.routeOptions.url === '/*';
    if (!is404 && !page) return false;
    const path = url.split('?', 1)[0]!;
    const allowed = this.of(path);
    if (allowed.length > 0) {
      void reply.header('allow', allowed.join(', '));
      if (method !== 'OPTIONS') {
        throw new AppError(
          'method_not_allowed',
          `${path} answers to ${allowed.join(', ')}, not to ${method}.`,
        );
      }
      void reply.status(204).send();
      return true;
    }
    if (page) return false;
    throw new AppError('not_found', `There is nothing at ${path}.`);
  }
}
