"""A class on one server, played: python .github/hub/rig.py LEARNERS [CHAPTER ...].

A rig, not a deployment: anybody may log in, and all servers run as the user who
starts this. It starts JupyterHub on this machine's own address; learners log in all
at once, start their servers and run all cells of chapters over the websocket of the
kernel. It prints what they waited, and what the server needed. Linux alone; wants
requirements.txt of this folder and of the project, git, Node and
`npm install -g configurable-http-proxy`.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from pathlib import Path

import requests
import websocket

ROOT = Path(__file__).resolve().parents[2]
HUB = "http://127.0.0.1:18000"
CONFIG = """
c.JupyterHub.bind_url, c.JupyterHub.hub_port = "http://127.0.0.1:18000", 18081
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:18001"
c.JupyterHub.db_url = "sqlite:///:memory:"
c.JupyterHub.authenticator_class, c.Authenticator.allow_all = "dummy", True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = "homes/{username}"
c.Spawner.args = ["--allow-root"]
c.Spawner.start_timeout = c.Spawner.http_timeout = 180  # 30 is short for a crowd
"""

# Asks a kernel for the seconds that its threads have computed, the busiest first.
BUSY = """
import os
_all = [open(f"/proc/self/task/{t}/stat").read() for t in os.listdir("/proc/self/task")]
_all = [sum(map(int, s.rpartition(") ")[2].split()[11:13])) for s in _all]
print(sorted((s / os.sysconf("SC_CLK_TCK") for s in _all), reverse=True))
"""


class Learner(threading.Thread):
    """Logs in, starts a server, runs chapters, and notes the times and what differs."""

    def __init__(self, name, chapters):
        super().__init__(daemon=True)
        self.name, self.chapters = name, chapters
        self.times, self.longest, self.wrong, self.busy = {}, {}, [], {}
        self.again = 0  # how often the server had to be started again
        self.kernels = {}  # the chapter of each kernel's id
        self.web = requests.Session()

    def run(self):
        """Do all that a learner does."""
        try:
            began = time.monotonic()
            self.start_server()
            self.times["server"] = time.monotonic() - began
            for chapter in self.chapters:
                self.chapter(chapter)
                self.times[chapter] = time.monotonic() - began
        except Exception as error:
            self.wrong.append(f"{type(error).__name__}: {error}")

    def token(self, path):
        """Return the cookie against forged requests that belongs to a path."""
        return next(
            c.value for c in self.web.cookies if (c.name, c.path) == ("_xsrf", path)
        )

    def start_server(self):
        """Log in as a person would, and wait for the server's first page."""
        self.web.get(f"{HUB}/hub/login").raise_for_status()
        form = {"username": self.name, "password": "", "_xsrf": self.token("/hub/")}
        self.web.post(f"{HUB}/hub/login?next=/hub/home", data=form).raise_for_status()
        self.web.get(f"{HUB}/hub/spawn").raise_for_status()
        page = f"{HUB}/user/{self.name}/lab"
        while not (answer := self.web.get(page)).url.startswith(page) or not answer.ok:
            if answer.status_code == 500:  # "Spawn failed": a person would try again
                self.again += 1
                self.web.get(f"{HUB}/hub/spawn/{self.name}")
            time.sleep(1)

    def chapter(self, chapter):
        """Run all code cells of a chapter in a kernel of its own."""
        here = f"/user/{self.name}/"
        path = f"notebooks/{chapter}.ipynb"
        notebook = self.web.get(f"{HUB}{here}api/contents/{path}").json()["content"]
        headers = {"X-XSRFToken": self.token(here)}
        body = {
            "path": path,
            "type": "notebook",
            "name": "",
            "kernel": {"name": "python3"},
        }
        answer = self.web.post(f"{HUB}{here}api/sessions", json=body, headers=headers)
        answer.raise_for_status()
        kernel = answer.json()["kernel"]["id"]
        self.kernels[kernel] = chapter
        cookie = "; ".join(
            f"{c.name}={c.value}" for c in self.web.cookies if here.startswith(c.path)
        )
        address = f"{HUB}{here}api/kernels/{kernel}/channels".replace("http", "ws", 1)
        line = websocket.create_connection(address, cookie=cookie, timeout=1200)
        for index, cell in enumerate(notebook["cells"]):
            if cell["cell_type"] == "code":
                began = time.monotonic()
                got = run(line, cell["source"])
                longest = max(self.longest.get(chapter, 0), time.monotonic() - began)
                self.longest[chapter] = longest
                loose = "nbval-ignore-output" in cell["metadata"].get("tags", ())
                if not loose and got != gist(cell["outputs"]):
                    self.wrong.append(f"{chapter}, cell {index}: {got}"[:300])
        self.busy[chapter] = json.loads(run(line, BUSY)["stdout"])
        line.close()


def run(line, code):
    """Run code in the kernel at the other end of the line; return what it gave."""
    content = {
        "code": code,
        "silent": False,
        "store_history": True,
        "user_expressions": {},
        "allow_stdin": False,
        "stop_on_error": True,
    }
    number = uuid.uuid4().hex
    header = {
        "msg_id": number,
        "username": "",
        "session": "rig",
        "msg_type": "execute_request",
        "version": "5.3",
        "date": "",
    }
    line.send(
        json.dumps(
            {
                "header": header,
                "parent_header": {},
                "metadata": {},
                "content": content,
                "channel": "shell",
                "buffers": [],
            }
        )
    )
    outputs, idle, answered = [], False, False
    while not (idle and answered):
        message = json.loads(line.recv())
        if message["parent_header"].get("msg_id") != number:
            continue
        kind, content = message["header"]["msg_type"], message["content"]
        answered |= kind == "execute_reply"
        idle |= kind == "status" and content["execution_state"] == "idle"
        if kind in {"stream", "display_data", "execute_result", "error"}:
            outputs.append({"output_type": kind, **content})
    return gist(outputs)


def gist(outputs):
    """Return the streams, texts and number of pictures and errors of a cell."""
    found = {"stdout": "", "stderr": "", "text": [], "pictures": 0, "errors": 0}
    for output in outputs:
        data = output.get("data", {})
        if output["output_type"] == "stream":
            found[output["name"]] += "".join(output["text"])
        if "text/plain" in data:
            found["text"].append("".join(data["text/plain"]))
        found["pictures"] += "image/png" in data
        found["errors"] += output["output_type"] == "error"
    return found


def processes(learners):
    """Yield (part, MB of memory, seconds of computing) of each process."""
    chapters = {k: part for learner in learners for k, part in learner.kernels.items()}
    tick, ours = os.sysconf("SC_CLK_TCK"), str(os.getpid())
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "environ").read_bytes()
            name = re.search(rb"\0JUPYTERHUB_USER=learner\d+\0", told)
            if not name and f"\0RIG={ours}\0".encode() not in told:
                continue
            kernel = re.search(
                r"kernel-([-0-9a-f]+)\.json", (folder / "cmdline").read_text()
            )
            memory = (folder / "smaps_rollup").read_text()
            spent = (folder / "stat").read_text().rpartition(") ")[2].split()[11:15]
        except OSError:  # it has ended meanwhile
            continue
        part = "server" if name else "hub and proxy"
        part = chapters.get(kernel[1], "other") if kernel else part
        size = int(re.search(r"^Pss: +(\d+)", memory, re.M)[1]) / 1024
        yield part, size, sum(map(int, spent)) / tick


def play(learners):
    """Let all learners learn; return the largest memory seen, in MB."""
    peak = 0
    for learner in learners:
        learner.start()
    while any(learner.is_alive() for learner in learners):
        peak = max(peak, sum(size for _, size, _ in processes(learners)))
        time.sleep(2)
    return peak


def report(learners, peak):
    """Print what each part took: the mean of all learners, and the largest."""
    print(f"{'':22}{'s waited':>16}{'MB (PSS)':>16}{'s of a core':>16}")
    found = list(processes(learners))
    for part in ("server", *learners[0].chapters, "hub and proxy"):
        waited = [learner.times[part] for learner in learners if part in learner.times]
        sizes = [size for p, size, _ in found if p == part]
        spent = [seconds for p, _, seconds in found if p == part]
        row = "".join(
            f"{sum(v) / max(len(v), 1):9.1f},{max(v, default=0):6.1f}"
            for v in (waited, sizes, spent)
        )
        print(f"{part:22}{row}")
    total = sum(size for _, size, _ in found)
    print(f"all together: {total:.0f} MB at the end, {peak:.0f} MB at most")
    print(f"starts that failed: {sum(learner.again for learner in learners)}")
    wrong = [f"{learner.name}: {w}" for learner in learners for w in learner.wrong]
    print(f"wrong: {len(wrong)}", *wrong[:10], sep="\n  ")
    for chapter in learners[0].chapters:
        cell = max((learner.longest.get(chapter, 0) for learner in learners), default=0)
        second = max(learner.busy.get(chapter, (0, 0))[1] for learner in learners)
        print(f"{chapter}: longest cell {cell:.1f} s, second thread {second:.1f} s")


def main():
    """Make homes, start the hub, let the learners in, and end it all."""
    if len(sys.argv) < 2 or not sys.argv[1].isdigit():
        raise SystemExit(__doc__)
    if not shutil.which("configurable-http-proxy"):
        raise SystemExit("no proxy: npm install -g configurable-http-proxy")
    count = int(sys.argv[1])
    chapters = sys.argv[2:] or ["01_sigmoid", "02_vanishing_gradients"]
    learners = [Learner(f"learner{k}", chapters) for k in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "config.py").write_text(CONFIG)
        for learner in learners:
            home = work / "homes" / learner.name
            subprocess.run(["git", "clone", "--quiet", ROOT, home], check=True)
        command = [sys.executable, "-m", "jupyterhub", "-f", "config.py"]
        env = {**os.environ, "RIG": str(os.getpid())}  # tells its processes from others
        env["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{env['PATH']}"
        with open(work / "log", "w") as log:
            hub = subprocess.Popen(command, cwd=work, stdout=log, stderr=log, env=env)
        try:
            wait_for_hub(hub)
            print(
                f"{count} learners, load before: {os.getloadavg()[0]:.1f}", flush=True
            )
            peak = play(learners)
            print(f"load after: {os.getloadavg()[0]:.1f}")
            report(learners, peak)
        finally:
            hub.terminate()
            hub.wait()
        if any(learner.wrong for learner in learners):
            print((work / "log").read_text()[-3000:])
            raise SystemExit("not all went well: see above")


def wait_for_hub(hub):
    """Wait until the hub answers; say so if it does not live."""
    while hub.poll() is None:
        try:
            if requests.get(f"{HUB}/hub/login").ok:
                return
        except requests.ConnectionError:
            pass
        time.sleep(0.2)
    raise SystemExit("the hub did not start")


if __name__ == "__main__":
    main()
