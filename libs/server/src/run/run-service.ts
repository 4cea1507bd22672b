import type { DynamicModule } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { loadConfig } from '@unseen/config';
import { isAppError, messageOf } from '@unseen/domain';
import { requireServers } from '../shared-modules/storage/require-servers.ts';
import { createLogger } from '../log/logger.ts';
import { type AppParts, RunningProcess } from './running-process.ts';
import { stopOnSignals } from './stop-on-signals.ts';

/**
 * Runs one of the services as a process of its own, on servers, until it is told to stop.
 *
 * @param document - the OpenAPI document to serve; absent: that of its own routes
 */
export async function runService(
  name: 'ingestion' | 'query' | 'admin',
  moduleOf: (parts: AppParts) => DynamicModule,
  document?: OpenAPIObject,
): Promise<void> {
  try {
    const config = loadConfig();
    requireServers(config);
    const logger = createLogger(config, name);
    const running = await RunningProcess.start({ config, logger, moduleOf, document });
    stopOnSignals(running, logger);
    process.stdout.write(`Unseen ${name} is ready at ${running.url}\n`);
  } catch (error) {
    failStart(error);
  }
}

/** Ends a process that cannot start, with the reason in one line; a stack helps only when nobody expected the error. */
export function failStart(error: unknown): never {
  process.stderr.write(`Unseen cannot start: ${explain(error)}\n`);
  if (!isAppError(error)) process.stderr.write(`${error instanceof Error ? error.stack : ''}\n`);
  process.exit(1);
}

/** The message with those of its causes: what an operator needs and a caller must not see. */
function explain(error: unknown): string {
  const messages: string[] = [];
  for (let cause = error; cause !== undefined; cause = cause instanceof Error ? cause.cause : undefined) {
    const message = messageOf(cause) || (cause instanceof AggregateError ? explain(cause.errors[0]) : '');
    if (message !== '' && !messages.includes(message)) messages.push(message);
  }
  return messages.join(' ← ');
}
