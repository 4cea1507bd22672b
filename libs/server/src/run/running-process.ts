import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Config } from '@unseen/config';
import { Lookout } from '@unseen/concurrency';
import type { Logger } from 'pino';
import { createApp } from '../http/create-app.ts';
import { startTracing } from '../tracing/tracing.ts';
import { Health } from '../health/health.ts';
import { Outages } from '../health/outages.ts';
import { collectAfterStart } from './collect-garbage.ts';
import { giveBackAfterWork } from './give-back.ts';
import { fullDiskNote, keepsData, prepareDataDir } from './data-dir.ts';
import { Door } from './door.ts';
import { closeEngines, inTurn, openEngines, type Engines } from './engines.ts';
import { PackInUse, type PackFolder } from './pack-in-use.ts';
import { ServedApp } from './served-app.ts';

/** What an application is made of: one pack, on the stores of the process. */
export interface AppParts {
  /** As configured, but for the pack, which is the one in use. */
  readonly config: Config;
  readonly logger: Logger;
  readonly engines: Engines;
  readonly packs: PackInUse;
}

/** How a process is run. */
export interface ProcessOptions {
  readonly config: Config;
  readonly logger: Logger;
  readonly moduleOf: (parts: AppParts) => DynamicModule;
  /** The OpenAPI document to serve; absent: that of the application's own routes. */
  readonly document?: OpenAPIObject;
}

/** Milliseconds between looks at which pack is to be used: where other processes may switch, and where this one would know. */
const LOOK_MS = { shared: 1_000, alone: 30_000 };
/** Milliseconds before a pack that could not be opened is tried again. */
const RETRY_MS = 30_000;

/**
 * A process with an address, its stores, and an application on the model pack in use. When a switch goes over to another pack, an
 * application on that pack is made ready beside the one at work, takes over the address, and the former one ends what it has begun.
 */
export class RunningProcess {
  readonly #options: ProcessOptions;
  readonly #engines: Engines;
  readonly #packs: PackInUse;
  readonly #door = new Door();
  readonly #stopTracing: (() => Promise<void>) | undefined;
  #current!: { readonly pack: string; readonly app: ServedApp };
  readonly #lookout: Lookout;
  #unsubscribe: () => void = () => undefined;
  #retryAt = 0;
  #stopped: Promise<void> | undefined;
  /** The address people use. */
  url = '';

  private constructor(options: ProcessOptions, engines: Engines, stopTracing?: () => Promise<void>) {
    this.#options = options;
    this.#engines = engines;
    this.#packs = new PackInUse(options.config.encoder, engines.ledger);
    this.#stopTracing = stopTracing;
    this.#lookout = new Lookout({
      look: () => this.#follow(),
      onError: (error) => this.app.get(Outages).warn(error, 'looking for the model pack to use'),
      afterErrorMs: LOOK_MS.shared,
    });
  }

  /** Starts; resolves when requests are answered. @throws AppError when an engine, the pack or the configuration is not usable */
  static async start(options: ProcessOptions): Promise<RunningProcess> {
    const { config, logger } = options;
    if (keepsData(config)) {
      for (const warning of await prepareDataDir(config.dataDir)) logger.warn(warning);
    }
    const stopTracing = await startTracing(config.tracing, String(logger.bindings()['name'] ?? 'unseen'));
    const engines = await openEngines(config);
    const process = new RunningProcess(options, engines, stopTracing);
    try {
      await process.#begin();
      collectAfterStart();
      giveBackAfterWork();
    } catch (error) {
      await closeEngines(engines);
      throw error;
    }
    return process;
  }

  /** The application at work now. */
  get app(): NestFastifyApplication {
    return this.#current.app.nest;
  }

  /** Answers what has arrived, finishes what is in the works and closes everything. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #begin(): Promise<void> {
    const { http } = this.#options.config;
    const found = await this.#packs.find();
    if (found === undefined) this.#sayMissing();
    const pack = found ?? (await this.#packs.configured());
    this.#current = { pack: pack.id, app: await this.#make(pack) };
    this.#door.leadTo(this.#current.app);
    try {
      this.url = await this.#door.listen(http.port, http.host);
    } catch (error) {
      await this.#current.app.close();
      throw error;
    }
    this.#unsubscribe = this.#engines.ledger.modelSwitches.changed.subscribe(() => this.#lookout.wake());
    this.#lookout.start();
  }

  async #make({ dir }: PackFolder): Promise<ServedApp> {
    const { config, logger, moduleOf, document } = this.#options;
    const own: Config = { ...config, encoder: { ...config.encoder, pack: dir } };
    const parts = { config: own, logger, engines: this.#engines, packs: this.#packs };
    const app = await createApp(moduleOf(parts), own, logger, document);
    if (keepsData(own)) app.get(Health).note('disk', () => fullDiskNote(own.dataDir));
    return ServedApp.of(app);
  }

  /** @returns milliseconds until the next look */
  async #follow(): Promise<number> {
    await this.#goOver();
    const alone = !this.#engines.ledger.isShared && this.#packs.missing === undefined;
    return alone ? LOOK_MS.alone : LOOK_MS.shared;
  }

  async #goOver(): Promise<void> {
    const { logger } = this.#options;
    const known = this.#packs.missing;
    const wanted = await this.#packs.find();
    if (wanted === undefined && known === undefined) this.#sayMissing();
    if (wanted === undefined || wanted.id === this.#current.pack || Date.now() < this.#retryAt) return;
    logger.info(`the model pack in use is ${wanted.id} from now on`);
    let app: ServedApp;
    try {
      app = await this.#make(wanted);
    } catch (error) {
      this.#retryAt = Date.now() + RETRY_MS;
      throw error;
    }
    const former = this.#current.app;
    this.#current = { pack: wanted.id, app };
    this.#door.leadTo(app);
    await former.close();
  }

  #sayMissing(): void {
    const { logger, config } = this.#options;
    logger.error(
      `the model pack in use is ${this.#packs.missing}, and no folder of ${config.encoder.packs} holds it; going on with what is here`,
    );
  }

  async #stop(): Promise<void> {
    this.#unsubscribe();
    this.#door.shut();
    await this.#lookout.stop();
    await inTurn(
      () => this.#current.app.close(),
      () => this.#door.end(),
      () => closeEngines(this.#engines),
      () => this.#stopTracing?.(),
    );
  }
}
