import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';
import type { Bodies } from '../publish/bodies.ts';
import type { OpenData } from '../publish/open-data.ts';
import { dataRoutes } from './data-routes.ts';
import { healthRoutes } from './health-routes.ts';
import { pageRoutes } from './page-routes.ts';
import { type ReportRoutes, reportRoutes } from './report-routes.ts';
import { createService, type ServiceOptions } from './service.ts';
import { statusRoutes } from './status-routes.ts';

export interface AppOptions extends ServiceOptions {
  publicUrl: string;
  reports: ReportRoutes;
  bodies: () => Bodies | undefined;
  data: OpenData;
  registry: Registry;
  isReady: () => boolean;
}

/** The collector's HTTP service: a service of ours with its routes, described. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const app = createService(options);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Feed Canary collector',
        version: '1',
        description: 'Is X down? What the devices that chose to share say, counted.',
      },
      servers: [{ url: options.publicUrl }],
    },
    refResolver: { buildLocalReference: (json, _base, _fragment, i) => String(json.$id ?? `def-${i}`) },
  });

  await app.register(async (scope) => reportRoutes(scope, options.reports));
  await app.register(async (scope) => statusRoutes(scope, options.bodies));
  await app.register(async (scope) => dataRoutes(scope, options.data));
  await app.register(async (scope) => pageRoutes(scope, options.bodies));
  await app.register(async (scope) => healthRoutes(scope, options.registry, options.isReady));
  app.get('/openapi.json', { schema: { hide: true } }, () => app.swagger());
  return app;
}
