# One image for worker, serve and every other command; docker-compose.yml says how they stand together.
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN apt-get update && apt-get install --yes --no-install-recommends gcc libc6-dev
RUN python -m venv /opt/build && python -m venv --without-pip /opt/tasrih
WORKDIR /src
COPY requirements.lock requirements-dev.lock ./
# --no-deps: the lock is whole, and leaves out what camel-tools asks for and tasrih never calls.
RUN pip --python /opt/tasrih/bin/python install --no-deps -r requirements.lock
# mypyc reads the types of what extraction imports.
RUN /opt/build/bin/pip install --no-deps -r requirements.lock \
    && /opt/build/bin/pip install --constraint requirements-dev.lock hatchling hatch-mypyc types-PyYAML
COPY pyproject.toml README.md ./
COPY agents agents
COPY cli cli
COPY extraction extraction
COPY schemas schemas
COPY serving serving
COPY streams streams
COPY deploy/wheel.sh deploy/
COPY tests/gold/articles tests/gold/articles
# Compiled, extraction takes 0.4 of the time.
RUN deploy/wheel.sh /opt/build/bin/python dist \
    && pip --python /opt/tasrih/bin/python install --no-deps dist/*.whl
# The inflected forms are made once, here, for the user below has no home to keep them in; -P: not those of /src.
ENV XDG_CACHE_HOME=/opt/tasrih/cache
RUN /opt/tasrih/bin/python -P -c 'from extraction.vocabulary import vocabulary; vocabulary()' \
    && chmod --recursive a+rX /opt/tasrih/cache

FROM python:3.11-slim-bookworm
RUN useradd --uid 10001 --no-create-home --no-log-init --shell /usr/sbin/nologin tasrih \
    && install -d -o tasrih -g tasrih /data
COPY --from=build /opt/tasrih /opt/tasrih
ENV PATH=/opt/tasrih/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 XDG_CACHE_HOME=/opt/tasrih/cache \
    TASRIH_DATA_DIR=/data
USER 10001
WORKDIR /data
ENTRYPOINT ["tasrih"]
CMD ["worker"]
