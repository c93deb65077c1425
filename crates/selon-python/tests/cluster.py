"""A Spark cluster on this machine: a master and workers as processes of their own, as on many machines."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Optional

import pyspark
from pyspark.sql import SparkSession

HOME = Path(pyspark.__file__).parent
MASTER = "org.apache.spark.deploy.master.Master"
WORKER = "org.apache.spark.deploy.worker.Worker"
PATIENCE = 600
SMALL = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
"""For processes that live for a minute: machine code that is made fast rather than fast code."""


FOR_LITTLE = {
    "spark.driver.extraJavaOptions": SMALL,
    "spark.executor.extraJavaOptions": SMALL,
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}


class Cluster:
    """Starts the processes; ends them, with all that they started, when it is left. `little` is for data of which there is little."""

    def __init__(self, folder: Path, workers: int = 2, memory: str = "1g", little: bool = False) -> None:
        self._folder = folder
        self._memory = memory
        self._little = little
        self.address = f"spark://127.0.0.1:{_free_port()}"
        self._master = self._start("master", MASTER, "--port", self.address.rsplit(":", 1)[1])
        self.workers = [self._start(f"worker-{n}", WORKER, "--cores", "1", "--memory", memory, self.address) for n in range(workers)]

    def _start(self, name: str, what: str, *arguments: str) -> subprocess.Popen[bytes]:
        environment = {**os.environ, "SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_MEMORY": "256m"}
        environment["SPARK_DAEMON_JAVA_OPTS"] = SMALL
        environment["SPARK_WORKER_DIR"] = str(self._folder / name)
        command = [str(HOME / "bin" / "spark-class"), what, "--host", "127.0.0.1", "--webui-port", "0", *arguments]
        with open(self._folder / f"{name}.log", "wb") as log:
            # A session of its own, so that what it starts can be ended with it.
            return subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)

    def session(self, **settings: str) -> SparkSession:
        """A session on the cluster, once all its workers have reported."""
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        # Workers run the Python that runs this, with what is installed there.
        os.environ["PYSPARK_PYTHON"] = sys.executable
        builder = SparkSession.builder.master(self.address).appName("selon")
        usual = {
            "spark.ui.enabled": "false",
            "spark.driver.memory": "1g",
            "spark.executor.memory": self._memory,
            "spark.sql.shuffle.partitions": "4",
            "spark.local.dir": str(self._folder),
            "spark.log.level": "ERROR",
            **(FOR_LITTLE if self._little else {}),
        }
        for name, value in {**usual, **settings}.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        self._await_workers(session)
        return session

    def _await_workers(self, session: SparkSession) -> None:
        until = time.monotonic() + PATIENCE
        running = session.sparkContext._jsc.sc()
        # The driver counts among those that have memory.
        while running.getExecutorMemoryStatus().size() < 1 + len(self.workers):
            if time.monotonic() > until:
                raise TimeoutError(f"the workers did not report in {PATIENCE} s; see {self._folder}/*.log")
            time.sleep(0.2)

    def kill(self, worker: int) -> None:
        """Kills a worker and what it runs, without a word to anybody."""
        _kill(self.workers[worker])

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, kind: Optional[type[BaseException]], error: Optional[BaseException], at: Optional[TracebackType]) -> None:
        for process in [*self.workers, self._master]:
            _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
