"""A stand-in of a Kubernetes cluster, as far as Spark's driver asks one: an API server for one namespace, over HTTP on the loopback,
and pods that are processes of this machine, each with the environment, arguments and volumes of its spec, started as the entry point of
Spark's image does. Nothing is isolated or scheduled; there are no images, users, tokens or networks."""

import atexit
import collections
import json
import os
import queue
import re
import select
import signal
import subprocess
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# No pod and no request outlives this, whatever the driver does.
PATIENCE = 900
# The entry point's words for an executor: option and variable.
EXECUTOR = {
    "--driver-url": "SPARK_DRIVER_URL", "--executor-id": "SPARK_EXECUTOR_ID", "--cores": "SPARK_EXECUTOR_CORES",
    "--app-id": "SPARK_APPLICATION_ID", "--hostname": "SPARK_EXECUTOR_POD_IP", "--resourceProfileId": "SPARK_RESOURCE_PROFILE_ID",
    "--podName": "SPARK_EXECUTOR_POD_NAME"}


class Pod:
    """A pod's document, as the driver reads it, and the process that is its container."""

    def __init__(self, cluster, document, number):
        self.cluster, self.document = cluster, document
        self.name = document["metadata"]["name"]
        [self.container] = document["spec"]["containers"]
        # Each has an address of its own, as in a cluster.
        self.address = f"127.0.0.{2 + number % 250}"
        self.folder = cluster.folder / self.name
        self.folder.mkdir()
        self.process = None
        document["metadata"].update(uid=self.name, namespace="default", creationTimestamp=now())
        document["status"] = {"phase": "Pending", "containerStatuses": []}

    def run(self):
        """Starts the container, and tells that it runs and how it has ended."""
        log = open(self.folder / "log", "wb")
        try:
            environment = self.environment(self.mounts())
            self.process = subprocess.Popen(self.command(environment), env=environment, cwd=self.folder, stdin=subprocess.DEVNULL,
                                            stdout=log, stderr=log, start_new_session=True)
        except (KeyError, ValueError, OSError) as error:
            log.write(f"does not start: {error!r}\n".encode())
            return self.tell("Failed", {"terminated": {"exitCode": 128, "reason": "StartError"}})
        finally:
            log.close()
        self.tell("Running", {"running": {"startedAt": now()}})
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.kill()
            code = self.process.wait()
        code = code if code >= 0 else 128 - code
        self.tell("Failed" if code else "Succeeded", {"terminated": {"exitCode": code, "finishedAt": now()}})

    def mounts(self):
        """Where the paths that the container sees are on this machine."""
        volumes = {volume["name"]: volume for volume in self.document["spec"].get("volumes", [])}
        folders = {}
        for mount in self.container.get("volumeMounts", []):
            volume, path = volumes[mount["name"]], mount["mountPath"]
            if "hostPath" in volume:
                # A process sees the same files under the same paths, or none.
                if volume["hostPath"]["path"] != path:
                    raise ValueError(f"{path} cannot be another folder here")
                continue
            if not {"emptyDir", "configMap"} & set(volume):
                raise ValueError(f"no such volume here: {volume}")
            folders[path] = self.folder / mount["name"]
            folders[path].mkdir()
            if "configMap" in volume:
                for name, text in self.cluster.config_map(volume["configMap"]["name"]).items():
                    (folders[path] / name).write_text(text)
        return folders

    def environment(self, folders):
        """The spec's, and what the image's own would be: nothing of the driver's."""
        fields = {"status.podIP": self.address, "metadata.name": self.name}
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder), "LANG": "C.UTF-8"}
        for variable in self.container["env"]:
            value = fields[variable["valueFrom"]["fieldRef"]["fieldPath"]] if "valueFrom" in variable else variable.get("value", "")
            for path, folder in folders.items():
                value = re.sub(rf"(^|[:,]){re.escape(path)}(?=$|[:,/])", rf"\1{folder}", value)
            environment[variable["name"]] = value
        return environment

    def command(self, environment):
        if self.container.get("args") != ["executor"]:
            raise ValueError(f"no executor: {self.container.get('args')}")
        options = sorted((name for name in environment if name.startswith("SPARK_JAVA_OPT_")), key=lambda name: int(name[15:]))
        memory = environment["SPARK_EXECUTOR_MEMORY"]
        return ["java", *(environment[name] for name in options), f"-Xms{memory}", f"-Xmx{memory}",
                "-cp", f"{environment['SPARK_CONF_DIR']}:{self.cluster.jars}/*",
                "org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend",
                *(word for option, name in EXECUTOR.items() for word in (option, environment[name]))]

    def tell(self, phase, state):
        status = {"name": self.container["name"], "image": self.container["image"], "imageID": "", "restartCount": 0,
                  "ready": phase == "Running", "state": state}
        self.document["status"] = {"phase": phase, "podIP": self.address, "containerStatuses": [status]}
        self.cluster.tell("MODIFIED", self)

    def kill(self):
        """As where memory is short: the container and all that it has started."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)


class Kubernetes:
    """The cluster: options for `submit`, and the pods of which it is asked."""

    def __init__(self, folder, jars, shared):
        self.folder, self.jars = folder, jars
        self.folder.mkdir()
        self.lock = threading.RLock()
        # All that there have been, and those that there are, by name.
        self.started, self.pods = [], {}
        self.others = collections.defaultdict(dict)
        self.watches, self.version = [], 0
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler(self))
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        atexit.register(self.stop)
        volume = "spark.kubernetes.executor.volumes.hostPath.shared"
        settings = {"spark.kubernetes.container.image": "none", "spark.executor.instances": "2", "spark.driver.host": "127.0.0.1",
                    f"{volume}.mount.path": shared, f"{volume}.options.path": shared}
        self.options = ("--master", f"k8s://http://127.0.0.1:{self.server.server_port}", "--executor-memory", "512m",
                        *(word for name, value in settings.items() for word in ("--conf", f"{name}={value}")))

    def kill_one(self):
        next(pod for pod in self.pods.values() if pod.document["status"]["phase"] == "Running").kill()

    def stop(self):
        self.server.shutdown()
        for pod in self.started:
            pod.kill()

    def create(self, kind, document):
        with self.lock:
            if kind != "pods":
                self.others[kind][document["metadata"]["name"]] = document
                return
            pod = Pod(self, document, len(self.started))
            self.started.append(pod)
            self.pods[pod.name] = pod
            self.tell("ADDED", pod)
        threading.Thread(target=pod.run, daemon=True).start()

    def delete(self, kind, name):
        with self.lock:
            if kind != "pods":
                del self.others[kind][name]
                return
            pod = self.pods.pop(name)
            pod.kill()
            # A reply may be under way: what it says is replaced, not changed.
            pod.document["metadata"] = {**pod.document["metadata"], "deletionTimestamp": now()}
            self.tell("DELETED", pod)

    def found(self, kind, query):
        """What there is of a kind, of that name and under those selectors: the part of Kubernetes' that Spark uses."""
        labels = re.findall(r"([^,=! ]+)(?:(!?=)([^,]*)| in \(([^)]*)\))", query.get("labelSelector", ""))
        fields = dict(re.findall(r"([^,=!]+)=([^,]*)", query.get("fieldSelector", "")))

        def selected(document):
            own = document["metadata"].get("labels", {})
            return (query.get("name") in (None, document["metadata"]["name"])
                    and fields.get("status.phase") in (None, document.get("status", {}).get("phase"))
                    and all((own.get(key) == value) == (sign == "=") if sign else own.get(key) in values.split(",")
                            for key, sign, value, values in labels))

        return list(filter(selected, [pod.document for pod in self.pods.values()] if kind == "pods" else self.others[kind].values()))

    def tell(self, event, pod):
        """Tells an event to all who watch; a pod that has been deleted has no more of them."""
        with self.lock:
            self.version += 1
            pod.document["metadata"]["resourceVersion"] = str(self.version)
            if event == "DELETED" or pod.name in self.pods:
                for events in self.watches:
                    events.put(json.dumps({"type": event, "object": pod.document}))

    def config_map(self, name):
        # It may come after the pods; a container waits for it.
        deadline = time.monotonic() + 60
        while name not in self.others["configmaps"] and time.monotonic() < deadline:
            time.sleep(0.05)
        return self.others["configmaps"][name].get("data", {})


def handler(cluster):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = PATIENCE

        def do_GET(self):
            kind, query = self.asked()
            with cluster.lock:
                found = cluster.found(kind, query)
                version = str(cluster.version)
                # One driver uses a cluster at a time, so what it watches is all.
                events = queue.Queue()
                if query.get("watch") == "true" and "Upgrade" not in self.headers:
                    for document in found:
                        events.put(json.dumps({"type": "ADDED", "object": document}))
                    cluster.watches.append(events)
            if query.get("watch") != "true":
                self.answer(200, {"kind": "List", "items": found, "metadata": {"resourceVersion": version}})
            elif "Upgrade" in self.headers:
                # As through a proxy that knows no web sockets: the driver asks once more, over HTTP.
                self.answer(503, {"kind": "Status", "status": "Failure", "code": 503, "message": "no web sockets"})
            else:
                self.stream(events)
                cluster.watches.remove(events)

        def do_POST(self):
            kind, _ = self.asked()
            document = self.body()
            # A copy, for what is created changes from then on.
            cluster.create(kind, json.loads(json.dumps(document)))
            self.answer(201, document)

        def do_DELETE(self):
            kind, query = self.asked()
            self.body()
            with cluster.lock:
                found = cluster.found(kind, query)
                for document in found:
                    cluster.delete(kind, document["metadata"]["name"])
            if found or "name" not in query:
                self.answer(200, {"kind": "Status", "status": "Success"})
            else:
                self.answer(404, {"kind": "Status", "status": "Failure", "code": 404, "message": "not found"})

        def asked(self):
            """The kind of things, and which of them."""
            url = urllib.parse.urlsplit(self.path)
            query = dict(urllib.parse.parse_qsl(url.query))
            kind, name = re.fullmatch(r"/api/v1/namespaces/default/([a-z]+)(?:/([^/]+))?", url.path).groups()
            return kind, {**query, "name": name} if name else query

        def body(self):
            return json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"{}")

        def answer(self, code, document):
            text = json.dumps({"apiVersion": "v1", **document}).encode()
            try:
                self.send_response(code)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)
            except OSError:
                # Who does not wait asks again.
                self.close_connection = True

        def stream(self, events):
            """A line an event, until the driver goes."""
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.close_connection = True
            deadline = time.monotonic() + PATIENCE
            while time.monotonic() < deadline and not select.select([self.connection], [], [], 0)[0]:
                try:
                    line = (events.get(timeout=1) + "\n").encode()
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(line), line))
                except queue.Empty:
                    pass
                except OSError:
                    return

        def log_message(self, *arguments):
            pass

    return Handler


def now():
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
