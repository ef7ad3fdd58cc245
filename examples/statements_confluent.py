"""Who says what, with confluent-kafka alone: python examples/statements_confluent.py [HOST:PORT]."""

import json
import sys

from confluent_kafka import Consumer

consumer = Consumer(
    {
        "bootstrap.servers": sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:9092",
        "group.id": "my-desk",  # Kafka remembers where this group stopped
        "auto.offset.reset": "earliest",
    }
)
consumer.subscribe(["wire.statements"])
while True:
    message = consumer.poll(1.0)
    if message is None or message.error():
        continue
    statement = json.loads(message.value())
    if statement["status"] == "active":
        sys.stdout.write(f"{statement['speaker']['name']}: {statement['content']['text']}\n")
        sys.stdout.flush()
