"""A topic's sides over time as stances.png, with matplotlib: python examples/stances_plot.py [TOPIC] [http://HOST:PORT]."""

import json
import sys
from datetime import datetime
from urllib.request import urlopen

import matplotlib.pyplot as plt

topic = sys.argv[1] if len(sys.argv) > 1 else "inflation"
server = sys.argv[2] if len(sys.argv) > 2 else "http://127.0.0.1:8077"
with urlopen(f"{server}/v1/counts?topic={topic}&window=hour&by=topic") as answer:
    rows = json.load(answer)["counts"]
with urlopen(f"{server}/v1/topics/{topic}") as answer:
    label = json.load(answer)["counts"]["label"]

hours = [datetime.fromisoformat(row["start"]) for row in rows]
floor = [0] * len(rows)
for side, name, colour in (
    ("oppose", "معارضة", "#b35806"),
    ("neutral", "محايد", "#d8d8d8"),
    ("support", "تأييد", "#2166ac"),
):
    counts = [row[side] for row in rows]
    plt.bar(hours, counts, width=1 / 24, bottom=floor, label=name, color=colour, align="edge")
    floor = [a + b for a, b in zip(floor, counts, strict=True)]
plt.title(label["ar"] if label else topic)
plt.legend(reverse=True)
plt.gcf().autofmt_xdate()
plt.savefig("stances.png")
