"""Looks the packages of requirements.lock up among the known vulnerabilities: pip-audit, and a plain word on it.

Exit codes: 0 none is known; 1 some are, or some packages were not looked up; 69 no advisory could be read.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

PIP_AUDIT = "pip-audit==2.10.1"
LOCK = Path(__file__).parents[1] / "requirements.lock"
COMMAND = ("tool", "run", "--quiet", PIP_AUDIT, "--disable-pip", "--no-deps", "--progress-spinner", "off")


def report() -> list[dict[str, Any]]:
    """What pip-audit says of each package; nothing where it could not ask."""
    uv = Path(sys.executable).with_name("uv")
    command = [uv, *COMMAND, "--format", "json", "--requirement", LOCK]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    try:
        return list(json.loads(done.stdout)["dependencies"])
    except ValueError:
        return []


def judged(found: list[dict[str, Any]]) -> tuple[int, str]:
    """Exit code and words for a report."""
    looked_up = [package for package in found if "vulns" in package]
    if not looked_up:
        sentence = "No advisory could be read: the service of PyPI that pip-audit asks cannot be reached from here."
        return 69, sentence
    lines = [f"{p['name']} {p['version']}: {vuln['id']}" for p in looked_up for vuln in p["vulns"]]
    lines += [f"{p['name']}: not looked up ({p['skip_reason']})" for p in found if "vulns" not in p]
    return (1, "\n".join(lines)) if lines else (0, f"{len(found)} packages, no known vulnerability.")


if __name__ == "__main__":
    code, words = judged(report())
    sys.stderr.write(f"{words}\n")
    sys.exit(code)
