"""A kernel forked from the warm process: a provisioner, as jupyter_client has them for this.

It is found by its name under ``jupyter_client.kernel_provisioners`` and used where the metadata of
a kernelspec ask for it, which only `evalutils.running.engine` does.
"""

from __future__ import annotations

import asyncio
import os
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from evalutils.running.warm.lease import VARIABLE, lease

NAME = "evalutils-warm"
_POLL_S = 0.005
_LOOKS = 1000


class WarmProvisioner(LocalProvisioner):
    """Starts the kernel from the warm process, or the usual way where that cannot be."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Launch a kernel with a command ``python -m module ...``."""
        env = {key: text for key, text in kwargs["env"].items() if key != VARIABLE}
        named = {**env, "JPY_PARENT_PID": str(os.getpid())}  # as jupyter_client does
        found = lease(os.environ[VARIABLE], cmd[1:], named, cwd=kwargs.get("cwd"))
        if found is None:
            return await super().launch_kernel(cmd, **{**kwargs, "env": env})
        self.process = found  # type: ignore[assignment] # it has what is used of a Popen
        self.pid, self.pgid = found.pid, None
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """Kill the kernel, and see it end: its manager looks ten times a second only."""
        await super().kill(restart)
        for _ in range(_LOOKS):
            if await self.poll() is not None:
                return
            await asyncio.sleep(_POLL_S)
