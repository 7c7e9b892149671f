"""The child's side: import what the work needs, give everything up, work, answer. Started by its parent alone."""

import errno
import json
import os
import sys
import traceback
from typing import Any

from danceai.common.confined.orders import unpack
from danceai.common.confined.rights import Limits, die_with, give_up
from danceai.common.errors import ProductError

OUR_FAULT = (errno.ENOSPC, errno.EDQUOT, errno.EIO)
"""Of the machine, not of the file"""


def main() -> None:
    """One order, one answer."""
    order = json.loads(sys.stdin.buffer.readline())
    die_with(order["parent"])
    # What libraries print goes to standard error; the way back is ours alone.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)

    def tell(**said: Any) -> None:
        answers.write(json.dumps(said) + "\n")

    try:
        sys.path[:] = order["path"]  # what the parent could import, and nothing from the folder with the file
        function, arguments, kind = unpack(order["call"])
        tell(missing=give_up(order["user"], Limits(**order["limits"]), order["parent"]))
    except Exception:  # noqa: BLE001 - no file has been touched yet: it is no file's fault
        tell(unable=traceback.format_exc())
        return
    try:
        result = function(*arguments, lambda done, total: tell(progress=[done, total]))
        tell(result=kind.dump_python(result, mode="json"))
    except ProductError as error:
        tell(refused={"code": error.reported_code, "status": error.reported_status, "message": error.message})
    except BaseException as error:  # noqa: BLE001 - told to the parent, which raises it
        ours = isinstance(error, OSError) and error.errno in OUR_FAULT
        tell(**{"unable" if ours else "broken": traceback.format_exc()})


if __name__ == "__main__":
    main()
    os._exit(0)  # nothing is left to be tidied, and foreign bytes may have left little to tidy it with
