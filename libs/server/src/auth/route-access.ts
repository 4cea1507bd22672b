import type { INestApplicationContext, Type } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { KeyScope } from '@unseen/domain';
import { readsOnly } from '../http/reads-only.ts';
import { takesUploads } from '../http/takes-upload.ts';
import { PUBLIC_METADATA, SCOPE_METADATA, SESSION_METADATA } from './scope.decorator.ts';

/** What a route asks of whoever calls it. */
export interface RouteAccess {
  /** The caller needs one of these; none: the route names no scope, and nobody may call it. */
  readonly scopes: readonly KeyScope[];
  /** Whether a browser is let in by its session, too. */
  readonly session: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Absent: everyone may call the route. */
    access?: RouteAccess;
    /** Whether the route takes pictures or tables: its body may have the upload limit. */
    uploads?: boolean;
    /** Whether the route changes nothing, whatever its method: an `Idempotency-Key` means nothing to it. */
    readsOnly?: boolean;
  }
}

/**
 * Writes what decorators say of each route of an application's controllers into the configuration of its Fastify route, which
 * is there before a guard is asked and a body is read. To be called before the application is initialized.
 */
export function configureRoutes(app: INestApplicationContext): void {
  const scanner = new MetadataScanner();
  const reflector = app.get(Reflector);
  for (const { controllers } of app.get(ModulesContainer).values()) {
    for (const { metatype } of controllers.values()) {
      if (typeof metatype !== 'function') continue;
      const prototype = metatype.prototype as Record<string, () => unknown>;
      for (const name of scanner.getAllMethodNames(prototype)) {
        const descriptor = { value: prototype[name]! };
        if (Reflect.getMetadata(METHOD_METADATA, descriptor.value) === undefined) continue;
        const config = {
          ...accessOf(reflector, [descriptor.value, metatype as Type]),
          uploads: takesUploads(descriptor.value),
          readsOnly: readsOnly(descriptor.value),
        };
        RouteConfig(config)(prototype, name, descriptor);
      }
    }
  }
}

function accessOf(reflector: Reflector, targets: (Type | (() => unknown))[]): { access?: RouteAccess } {
  const said = <T>(name: string) => reflector.getAllAndOverride<T | undefined>(name, targets);
  if (said<boolean>(PUBLIC_METADATA)) return {};
  return {
    access: {
      scopes: said<KeyScope[]>(SCOPE_METADATA) ?? [],
      session: said<boolean>(SESSION_METADATA) ?? false,
    },
  };
}
