"""Which side statements take, with aiokafka alone: python examples/statements_aiokafka.py [HOST:PORT]."""

import asyncio
import json
import sys

from aiokafka import AIOKafkaConsumer


async def main(broker: str) -> None:
    """Print every stance from the oldest statement on, without a group: nothing is remembered."""
    consumer = AIOKafkaConsumer("wire.statements", bootstrap_servers=broker, auto_offset_reset="earliest")
    async with consumer:
        async for message in consumer:
            statement = json.loads(message.value)
            for stance in statement["stances"]:
                line = (statement["status"], statement["speaker"]["name"], stance["polarity"], stance["topic"])
                sys.stdout.write("\t".join(line) + "\n")
                sys.stdout.flush()


asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else "127.0.0.1:9092"))
