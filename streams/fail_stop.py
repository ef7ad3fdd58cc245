"""How a worker stops when going on could lose or double something: at once, with one sentence.

Nothing is flushed and nothing is committed, so that the supervisor's next worker starts from what the broker
has acknowledged.
"""

import logging
import os
from typing import NoReturn

from streams.logs import event

EXIT_CODE = 70  # EX_SOFTWARE of sysexits.h: a supervisor restarts the worker

log = logging.getLogger("tasrih.fail_stop")


def fail_stop(sentence: str, cause: BaseException | None = None) -> NoReturn:
    """End this process now with exit code 70; people get the sentence, ``cause`` goes to the log."""
    log.critical(sentence, exc_info=cause, extra=event("fail_stop", exit_code=EXIT_CODE))
    os._exit(EXIT_CODE)
