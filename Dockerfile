# syntax=docker/dockerfile:1
# One image per service: docker build --target ingestion|query|admin|worker-gpu .
# The same for processes without containers: npm run build, then node deploy/image/pack.mjs query /srv/unseen-query

FROM node:24.21.0-bookworm-slim AS node

FROM node AS build
WORKDIR /unseen
COPY . .
RUN --mount=type=cache,target=/root/.npm npm run build

FROM build AS ingestion-files
RUN --mount=type=cache,target=/root/.npm node deploy/image/pack.mjs ingestion /out

FROM build AS query-files
RUN --mount=type=cache,target=/root/.npm node deploy/image/pack.mjs query /out

FROM build AS admin-files
RUN --mount=type=cache,target=/root/.npm node deploy/image/pack.mjs admin /out

# onnxruntime's own script brings the CUDA libraries: they are too large for the npm registry.
FROM ingestion-files AS worker-gpu-files
RUN node /out/node_modules/onnxruntime-node/script/install.js --onnxruntime-node-install=cuda12

# What every service has. It writes nothing but to /tmp, so the root file system can be read-only.
FROM node AS service
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 UNSEEN_SAMPLE=off UNSEEN_DATA_DIR=/tmp/unseen UNSEEN_IMPORT_ROOT=/import \
  MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=65536 MALLOC_TRIM_THRESHOLD_=131072 LANCE_DEFAULT_BATCH_SIZE=1024 NODE_OPTIONS="--max-semi-space-size=16 --v8-pool-size=1"
WORKDIR /unseen
COPY deploy/image/healthcheck.mjs /healthcheck.mjs
USER 1000
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --start-interval=1s CMD ["node", "/healthcheck.mjs"]

FROM service AS ingestion
COPY --from=ingestion-files /out/ ./
CMD ["node", "apps/ingestion/dist/main.js"]

FROM service AS query
COPY --from=query-files /out/ ./
CMD ["node", "apps/query/dist/main.js"]

FROM service AS admin
COPY --from=admin-files /out/ ./
CMD ["node", "apps/admin/dist/main.js"]

# Embedding workers on an NVIDIA GPU: CUDA 12 and cuDNN 9 come from the base image, the driver from the host.
FROM nvidia/cuda:12.8.1-cudnn-runtime-ubuntu24.04 AS worker-gpu
COPY --from=node /usr/local/bin/node /usr/local/bin/node
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 UNSEEN_SAMPLE=off UNSEEN_DATA_DIR=/tmp/unseen UNSEEN_IMPORT_ROOT=/import \
  UNSEEN_ROLE=worker UNSEEN_EXECUTION_PROVIDER=cuda UNSEEN_MAX_BATCH=64 \
  MALLOC_ARENA_MAX=2 MALLOC_MMAP_THRESHOLD_=65536 MALLOC_TRIM_THRESHOLD_=131072 LANCE_DEFAULT_BATCH_SIZE=1024 NODE_OPTIONS="--max-semi-space-size=16 --v8-pool-size=1"
WORKDIR /unseen
COPY deploy/image/healthcheck.mjs /healthcheck.mjs
COPY --from=worker-gpu-files /out/ ./
USER 1000
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s --start-interval=1s CMD ["node", "/healthcheck.mjs"]
CMD ["node", "apps/ingestion/dist/main.js"]
