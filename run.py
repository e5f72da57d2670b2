"""The way in on a machine with nothing but Python 3.11 or newer; standard library only.

    python3 run.py demo            casework demo, in an environment made on the first call
    python3 run.py test [ARG ...]  the tests
    python3 run.py lint            ruff, mypy and import-linter
    python3 run.py X ...           casework X ..., in the caller's folder

The environment is `.venv` beside this file, made from the hash-locked files in `requirements/`; a
folder `wheels/` beside it serves instead of the network. What is said about the environment goes
to stderr: stdout belongs to the command. The syntax stays readable to Python 3.6, so that an old
Python can say what it lacks. It is one file, since nothing else need be there yet. Why it is so:
docs/decisions/0003-hash-locked-environment.md.
"""

import contextlib
import hashlib
import importlib.util
import os
import pathlib
import platform
import subprocess
import sys
import sysconfig
import time
import venv

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ROOT = pathlib.Path(__file__).resolve().parent
HOME = ROOT / ".venv"
STAMP = HOME / "casework-stamp"
LEVELS = (
    "runtime",
    "production",
    "test",
    "dev",
)  # Each lock holds the one before it, in the same versions.
LEVEL_OF = {
    "clock": "production",
    "queue": "production",
    "web": "production",
    "test": "test",
    "lint": "dev",
}
LINTERS = (
    ("-m", "ruff", "check", "."),
    ("-m", "ruff", "format", "--check", "."),
    ("-m", "mypy"),
    ("-c", "from importlinter.cli import lint_imports_command as lint; lint()"),
)


class Failed(Exception):
    """The environment cannot be made; its text is the one line that says why."""


def main(argv):
    """Make the environment the call needs, then do the call. The answer is an exit code."""
    if sys.version_info < (3, 11):
        say("需要 Python 3.11 或更高版本，现在是 " + platform.python_version())
        return 2
    command = argv[0] if argv else ""
    try:
        prepare(level_of(command))
    except (Failed, OSError) as problem:
        say("运行环境没有准备好：{}".format(problem))
        return 2
    os.environ["PYTHONUTF8"] = "1"
    # Containers often forbid bytecode; here each start would then compile every package anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if command == "lint":
        return lint()
    if command == "test":
        os.chdir(str(ROOT))
        workers = str(min(os.cpu_count() or 1, 4))
        return become("pytest", "-n", workers, "--dist", "loadgroup", *argv[1:])
    return become("casework.command", *argv)


def level_of(command):
    """Say which packages a command needs: an office on SQLite needs no driver of PostgreSQL."""
    served = os.environ.get("CASEWORK_DATABASE_URL", "").startswith("postgresql")
    return LEVEL_OF.get(command, "production" if served else "runtime")


def say(text):
    """Tell whoever started us, on stderr."""
    print("casework：" + text, file=sys.stderr, flush=True)


def interpreter():
    """Return the Python of the environment."""
    if sys.platform == "win32":
        return HOME / "Scripts" / "python.exe"
    return HOME / "bin" / "python"


def become(module, *arguments):
    """Run a module of the environment, in place of this process where the system can do that.

    `-P` keeps the caller's folder off the module path: a stray `casework` or `json.py` there must
    not be taken for ours.
    """
    call = [str(interpreter()), "-P", "-m", module, *arguments]
    if sys.platform == "win32":
        return subprocess.call(call)
    os.execv(call[0], call)


def lint():
    """Run every linter, also after one has complained, and fail if any did."""
    python = str(interpreter())
    codes = [subprocess.call([python, *linter], cwd=str(ROOT)) for linter in LINTERS]
    return 1 if any(codes) else 0


def prepare(level):
    """See that the environment serves `level`. One process at a time makes it, the others wait."""
    if ready(level):
        return
    with only_one() as lock:
        if not ready(level):
            make(level, lock)


def ready(level):
    """Say whether the stamp, which is written last, promises `level` or a level above it."""
    try:
        stamp = STAMP.read_text("utf-8")
    except OSError:
        return False
    enough = [stamp_of(each) for each in LEVELS[LEVELS.index(level) :]]
    return stamp in enough and interpreter().exists()


def stamp_of(level):
    """Return the text that stands for one lock on this Python on this kind of machine."""
    digest = hashlib.sha256(lock_file(level).read_bytes()).hexdigest()
    python = "{}-{}.{}".format(sys.implementation.name, *sys.version_info[:2])
    return " ".join((level, python, sysconfig.get_platform(), digest))


def lock_file(level):
    """Return the file of pinned packages with their hashes."""
    return ROOT / "requirements" / (level + ".txt")


@contextlib.contextmanager
def only_one():
    """Hold the right to make the environment. The system takes it back when its holder dies."""
    with (ROOT / ".venv.lock").open("a") as lock:
        wait_for(lock)
        yield lock


def wait_for(lock):
    """Take the lock; in a loop on Windows, whose own waiting gives up after ten seconds."""
    if sys.platform == "win32":
        while True:
            try:
                return msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
            except OSError:
                time.sleep(0.5)
    return fcntl.flock(lock, fcntl.LOCK_EX)


def make(level, lock):
    """Make the environment afresh, or add the packages of a higher level to a sound one.

    The stamp goes first and comes back last, so that a making that died half-way is done again.
    """
    sound = ready("runtime")
    STAMP.unlink(missing_ok=True)
    say("正在准备运行环境（{}），第一次需要半分钟左右……".format(level))
    if not sound:
        venv.EnvBuilder(clear=True, symlinks=os.name != "nt", with_pip=has("ensurepip")).create(
            HOME
        )
    install(level, lock)
    packages = pathlib.Path(sysconfig.get_path("purelib", "venv", {"base": str(HOME)}))
    # A relative line, so that the whole folder can be moved.
    packages.joinpath("casework.pth").write_text(os.path.relpath(ROOT, packages) + "\n", "utf-8")
    STAMP.write_text(stamp_of(level), "utf-8")


def has(module):
    """Say whether this Python has a module; Debian's may lack ensurepip, pip or both."""
    return importlib.util.find_spec(module) is not None


def install(level, lock):
    """Install a lock with pip, only from wheels and only what the hashes know.

    The lock is whole, so nothing is resolved: older pips take a newer release for `coverage[toml]`
    than the lock has for `coverage`, and then refuse it.

    pip inherits the lock file: should this process be killed, nobody starts anew beside the pip
    it leaves behind.
    """
    options = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-input"]
    options += ["--no-compile", "-qq", "--disable-pip-version-check", "--no-warn-script-location"]
    if (ROOT / "wheels").is_dir():
        options += ["--no-index", "--find-links", str(ROOT / "wheels")]
    kept = () if sys.platform == "win32" else (lock.fileno(),)
    call = [*pip(), "install", *options, "-r", str(lock_file(level))]
    if subprocess.call(call, stdout=sys.stderr, stdin=subprocess.DEVNULL, pass_fds=kept) != 0:
        raise Failed(
            "pip 安装失败（见上）。没有网络时，请把离线安装包放在 run.py 旁边的 wheels 文件夹里。"
        )


def pip():
    """Return the words that call pip for the environment."""
    if has("ensurepip"):
        return [str(interpreter()), "-m", "pip"]
    if has("pip"):
        return [sys.executable, "-m", "pip", "--python", str(interpreter())]
    raise Failed("这台机器的 Python 既没有 ensurepip 也没有 pip，请先安装 python3-venv。")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
