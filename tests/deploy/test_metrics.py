"""The metrics, and what the dashboard and the alert rules make of them."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import promql_parser
import pytest
import yaml

from streams import metrics

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
README = (DEPLOY / "README.md").read_text(encoding="utf-8")
RULES = yaml.safe_load((DEPLOY / "prometheus" / "alerts.yml").read_text(encoding="utf-8"))["groups"][0]["rules"]
DASHBOARD = json.loads((DEPLOY / "grafana" / "tasrih.json").read_text(encoding="utf-8"))
PANELS = [panel for panel in DASHBOARD["panels"] if panel["type"] != "row"]
SUFFIXES = {"counter": ("_total",), "gauge": ("",), "histogram": ("_bucket", "_sum", "_count")}
OTHERS = {"up", "process_start_time_seconds", "process_cpu_seconds_total", "process_resident_memory_bytes"}
PROMTOOL = shutil.which("promtool")


def _families() -> Iterator[tuple[str, Any]]:
    for process, registry in (("worker", metrics.WORKER), ("serve", metrics.SERVE)):
        yield from ((process, family) for family in registry.collect() if family.name.startswith("tasrih_"))


FAMILIES = list(_families())
OURS = {family.name + suffix for _, family in FAMILIES for suffix in SUFFIXES[family.type]}
EXPRESSIONS = [
    *(rule["expr"] for rule in RULES),
    *(target["expr"].replace("$__rate_interval", "5m") for panel in PANELS for target in panel["targets"]),
]


def _selected(expression: str) -> set[str]:
    """The metrics that an expression reads."""
    found = set()

    def note(node: Any) -> bool:
        selector = getattr(node, "vector_selector", node)
        if isinstance(selector, promql_parser.VectorSelector):
            found.add(selector.name)
        return True

    promql_parser.walk(promql_parser.parse(expression), note)
    return found


def test_the_readme_lists_the_metrics() -> None:
    """The table has a line for each metric, with its type, its process and its meaning, and no other."""
    rows = [
        f"| `{f.name}{'_total' if f.type == 'counter' else ''}` | {f.type} | {process} | {f.documentation} |"
        for process, f in FAMILIES
    ]
    assert [line for line in README.splitlines() if line.startswith("| `tasrih_")] == rows


def test_the_readme_lists_the_alerts() -> None:
    """Each alert with its severity and what to do."""
    rows = [f"| {r['alert']} | {r['labels']['severity']} | {r['annotations']['description']} |" for r in RULES]
    assert [line for line in README.splitlines() if line.startswith("| Tasrih")] == rows


@pytest.mark.parametrize("name", sorted(OURS))
def test_names_follow_the_conventions(name: str) -> None:
    """Lower case, base units, and a unit or a plural at the end."""
    assert re.fullmatch(r"tasrih(_[a-z]+)+", name)
    assert not re.search(r"_(ms|milliseconds|minutes|kb|percent)(_|$)", name)


def test_labels_are_few_and_known() -> None:
    """No label can take a value from an article."""
    labels = {label for _, family in FAMILIES for sample in family.samples for label in sample.labels}
    assert labels <= {"topic", "reason", "status", "polarity", "resource", "le"}


def test_a_worker_tells_of_all_from_its_start() -> None:
    """Each metric has its series before anything is counted: else its panel is empty, and a first increase unseen."""
    begun = (
        "import prometheus_client as p; from streams import metrics; print(p.generate_latest(metrics.WORKER).decode())"
    )
    told = subprocess.run([sys.executable, "-c", begun], check=True, capture_output=True, text=True).stdout
    series = {line.split("{")[0].split(" ")[0] for line in told.splitlines() if not line.startswith("#")}
    wanted = {f.name + suffix for process, f in FAMILIES if process == "worker" for suffix in SUFFIXES[f.type]}
    assert wanted <= series


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_expressions_read_metrics_that_exist(expression: str) -> None:
    """PromQL's grammar holds, and each name is one of ours or of every process."""
    selected = _selected(expression)
    assert selected
    assert selected <= OURS | OTHERS


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["alert"])
def test_rules_have_the_form_that_prometheus_takes(rule: dict[str, Any]) -> None:
    """Known fields, durations and templates; where there is no promtool, nothing else would say so."""
    assert {"alert", "expr", "labels", "annotations"} <= set(rule) <= {"alert", "expr", "for", "labels", "annotations"}
    assert re.fullmatch(r"Tasrih[A-Za-z]+", rule["alert"])
    assert re.fullmatch(r"([0-9]+(ms|[smhdwy]))+", rule.get("for", "1m"))
    assert rule["labels"].keys() == {"severity"}
    assert rule["annotations"].keys() == {"summary", "description"}
    for text in rule["annotations"].values():
        assert not re.search(r"[{}]", re.sub(r"{{ \$(labels\.[a-z_]+|value \| humanizeDuration) }}", "", text))


def test_every_alert_is_seen_to_ring() -> None:
    """Promtool's unit tests name each of them once as firing, and as silent, and feed them series that exist."""
    tests = yaml.safe_load(Path(__file__).with_name("alerts.yml").read_text(encoding="utf-8"))["tests"]
    firing = [
        re.findall(r'alertname="(\w+)"', asked["expr"]) for test in tests for asked in test.get("promql_expr_test", ())
    ]
    assert sorted(name for names in firing for name in names) == sorted(rule["alert"] for rule in RULES)
    silent = {asked["alertname"] for test in tests for asked in test["alert_rule_test"] if not asked["exp_alerts"]}
    assert silent == {rule["alert"] for rule in RULES}
    assert {series["series"].split("{")[0] for test in tests for series in test["input_series"]} <= OURS | OTHERS


def test_the_dashboard_shows_every_metric() -> None:
    """What is measured can be seen."""
    shown = set.union(*map(_selected, EXPRESSIONS))
    assert not [f.name for _, f in FAMILIES if not any(f.name + suffix in shown for suffix in SUFFIXES[f.type])]


def test_panels_have_a_title_a_meaning_and_a_place_of_their_own() -> None:
    """Nothing lies over another, and the data source can be chosen."""
    places = [(p["gridPos"]["x"], p["gridPos"]["y"]) for p in DASHBOARD["panels"]]
    assert len(set(places)) == len(places)
    assert len({panel["id"] for panel in DASHBOARD["panels"]}) == len(places)
    assert all(panel["title"] and panel["description"] for panel in PANELS)
    assert {panel["datasource"]["uid"] for panel in PANELS} == {"${datasource}"}


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "rules", DEPLOY / "prometheus" / "alerts.yml"),
        ("check", "config", "--syntax-only", DEPLOY / "prometheus" / "prometheus.yml"),
        ("test", "rules", Path(__file__).with_name("alerts.yml")),
    ],
    ids=["rules", "config", "unit tests of the rules"],
)
@pytest.mark.skipif(PROMTOOL is None, reason="no promtool here; Debian has it in the package prometheus")
def test_promtool_accepts_them(arguments: tuple[str, ...]) -> None:
    """Prometheus's own tool, where there is one: what is wrong rings, and what is well does not."""
    done = subprocess.run([str(PROMTOOL), *arguments], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_prometheus_finds_what_compose_starts() -> None:
    """Services and ports are those of docker-compose.yml and the settings; the rules are beside it."""
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    config = yaml.safe_load((DEPLOY / "prometheus" / "prometheus.yml").read_text(encoding="utf-8"))
    jobs = {job["job_name"]: job for job in config["scrape_configs"]}
    (workers,) = jobs["tasrih-worker"]["dns_sd_configs"]
    assert set(workers["names"]) <= set(compose)
    assert str(workers["port"]) in compose["worker"]["healthcheck"]["test"][-1]
    assert compose["worker"]["environment"]["TASRIH_WEB_HOST"] == "0.0.0.0"  # noqa: S104 (of the container)
    assert jobs["tasrih-serve"]["static_configs"][0]["targets"] == [
        f"serve:{compose['serve']['environment']['TASRIH_PORT']}"
    ]
    assert config["rule_files"] == ["alerts.yml"]
    assert compose["serve"]["environment"]["TASRIH_HOSTS"] == "serve"
    (secret,) = compose["prometheus"]["secrets"]
    assert all(job["authorization"] == {"credentials_file": f"/run/secrets/{secret}"} for job in jobs.values())


def test_files_that_compose_mounts_exist() -> None:
    """A path with a slip would be mounted as an empty folder."""
    compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))["services"]
    mounted = [v for s in ("prometheus", "grafana") for v in compose[s]["volumes"] if v.startswith("./")]
    assert mounted
    assert all((ROOT / volume.split(":")[0]).exists() and volume.endswith(":ro") for volume in mounted)
    (provider,) = yaml.safe_load((DEPLOY / "grafana" / "dashboards.yml").read_text())["providers"]
    assert any(f":{provider['options']['path']}/tasrih.json:" in volume for volume in mounted)
