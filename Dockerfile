# One image for worker, serve and every other command; docker-compose.yml says how they stand together.
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/tasrih
WORKDIR /src
COPY requirements.lock .
RUN apt-get update && apt-get install --yes --no-install-recommends gcc libc6-dev && python -m venv /opt/build
COPY requirements-dev.lock .
RUN /opt/build/bin/pip install --no-deps -r requirements-dev.lock
# --no-deps: the lock is whole, and leaves out what camel-tools asks for and tasrih never calls.
RUN /opt/tasrih/bin/pip install --no-deps -r requirements.lock
COPY pyproject.toml README.md ./
COPY agents agents
COPY cli cli
COPY extraction extraction
COPY schemas schemas
COPY serving serving
COPY streams streams
# Compiled, extraction takes 0.6 of the time: the hook of mypyc in pyproject.toml.
RUN HATCH_BUILD_HOOKS_ENABLE=1 /opt/build/bin/pip wheel --no-deps --no-build-isolation --wheel-dir dist . \
    && /opt/tasrih/bin/pip install --no-deps dist/*.whl

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home tasrih && install -d -o tasrih -g tasrih /data
COPY --from=build /opt/tasrih /opt/tasrih
ENV PATH=/opt/tasrih/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 TASRIH_DATA_DIR=/data
USER 10001
WORKDIR /data
VOLUME /data
ENTRYPOINT ["tasrih"]
CMD ["worker"]
