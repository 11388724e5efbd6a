"""secret-in-text against tokens of the shapes that services give out, and against commands of real runbooks.

The tokens are made here from a seed, so that none stands in the repository. ROLLBOOK_SEED gives others.
"""

import base64
import json
import os
import pathlib
import random
import re
import string

import hostile
import pytest
import yaml

SEED = int(os.environ.get("ROLLBOOK_SEED") or 2026)
SHARED = pathlib.Path(os.environ.get("ROLLBOOK_SHARED") or hostile.ROOT.parent / "shared")
EACH = 10
COMMANDS = 5000

UPPER, LOWER, DIGITS = string.ascii_uppercase, string.ascii_lowercase, string.digits
ALNUM, HEX = UPPER + LOWER + DIGITS, DIGITS + "abcdef"


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def of(self, letters, count):
        """Random letters, with a digit and a letter among them, as almost every real one has."""
        while True:
            text = "".join(self.random.choices(letters, k=count))
            if re.search("[0-9]", text) and re.search("[A-Za-z]", text):
                return text

    def base64(self, count):
        return base64.b64encode(self.random.randbytes(count)).decode()

    def web_token(self):
        def part(value):
            return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

        return ".".join([part({"alg": "HS256", "typ": "JWT"}), part({"sub": self.of(DIGITS + "a", 8), "iat": 1700000000}), self.of(ALNUM + "-_", 43)])

    def private_key(self, kind):
        lines = [self.base64(48) for _ in range(6)]
        return "\n".join([f"-----BEGIN {kind}PRIVATE KEY-----", *lines, f"-----END {kind}PRIVATE KEY-----"])


# The secret itself, and the command that it stands in.
KINDS = {
    "AWS access key": lambda m: ("AKIA" + m.of(UPPER + "234567", 16), "aws configure set aws_access_key_id {}"),
    "AWS secret key": lambda m: (m.of(ALNUM + "/+", 40), "AWS_SECRET_ACCESS_KEY={} aws s3 ls"),
    "GitHub token": lambda m: ("ghp_" + m.of(ALNUM, 36), "curl -H 'Authorization: token {}' https://api.example/user"),
    "GitHub fine-grained token": lambda m: ("github_pat_" + m.of(ALNUM, 22) + "_" + m.of(ALNUM, 59), "gh auth login --with-token <<< {}"),
    "GitLab token": lambda m: ("glpat-" + m.of(ALNUM + "-_", 20), "curl --header 'PRIVATE-TOKEN: {}' https://git.example/api"),
    "Slack bot token": lambda m: (f"xoxb-{m.of(DIGITS + 'a', 12)}-{m.of(DIGITS + 'b', 12)}-{m.of(ALNUM, 24)}", "SLACK={} ./notify deploy"),
    "Slack webhook": lambda m: (f"hooks.slack.com/services/T{m.of(UPPER + DIGITS, 8)}/B{m.of(UPPER + DIGITS, 8)}/{m.of(ALNUM, 24)}", "curl -d @m.json https://{}"),
    "Discord webhook": lambda m: (f"discord.com/api/webhooks/1{m.of(DIGITS + 'a', 17)}/{m.of(ALNUM + '-_', 68)}", "curl -d @m.json https://{}"),
    "Google API key": lambda m: ("AIza" + m.of(ALNUM + "-_", 35), "curl 'https://maps.example/geocode?key={}'"),
    "Google OAuth secret": lambda m: ("GOCSPX-" + m.of(ALNUM + "-_", 28), "./oauth --client app {}"),
    "Stripe key": lambda m: ("sk_live_" + m.of(ALNUM, 24), "curl https://pay.example/v1/charges -u {}:"),
    "npm token": lambda m: ("npm_" + m.of(ALNUM, 36), "npm config set //npm.example/:_authToken {}"),
    "PyPI token": lambda m: ("pypi-AgEIcHlwaS5vcmc" + m.of(ALNUM + "-_", 60), "twine upload -u __token__ -p {} dist/a.whl"),
    "RubyGems key": lambda m: ("rubygems_" + m.of(HEX, 48), "GEM_HOST_API_KEY={} gem push a.gem"),
    "SendGrid key": lambda m: (f"SG.{m.of(ALNUM + '-_', 22)}.{m.of(ALNUM + '-_', 43)}", "./mail --with {}"),
    "DigitalOcean token": lambda m: ("dop_v1_" + m.of(HEX, 64), "doctl auth init -t {}"),
    "Vault token": lambda m: ("hvs." + m.of(ALNUM + "-_", 90), "vault login {}"),
    "Docker Hub token": lambda m: ("dckr_pat_" + m.of(ALNUM + "-_", 27), "echo {} | docker login --username ci --password-stdin"),
    "Anthropic key": lambda m: ("sk-ant-api03-" + m.of(ALNUM + "-_", 90), "./ask --key-is {}"),
    "OpenAI key": lambda m: ("sk-proj-" + m.of(ALNUM + "-_", 60), "OPENAI={} ./ask"),
    "Hugging Face token": lambda m: ("hf_" + m.of(ALNUM, 34), "huggingface-cli login {}"),
    "Shopify token": lambda m: ("shpat_" + m.of(HEX, 32), "curl -H 'X-Shopify-Access: {}' https://shop.example"),
    "Atlassian token": lambda m: ("ATATT3xFfGF0" + m.of(ALNUM + "-_", 170) + "=" + m.of(DIGITS + "ABCDEF", 8), "jira-cli login {}"),
    "Grafana token": lambda m: (f"glsa_{m.of(ALNUM, 32)}_{m.of(HEX, 8)}", "grafana-annotate {} 'deploy'"),
    "Databricks token": lambda m: ("dapi" + m.of(HEX, 32), "databricks jobs run {}"),
    "New Relic key": lambda m: ("NRAK-" + m.of(UPPER + DIGITS, 27), "newrelic profile add {}"),
    "Twilio key": lambda m: ("SK" + m.of(HEX, 32), "twilio send {}"),
    "Terraform token": lambda m: (f"{m.of(ALNUM, 14)}.atlasv1.{m.of(ALNUM, 67)}", "terraform-login {}"),
    "age key": lambda m: ("AGE-SECRET-KEY-1" + m.of(UPPER + DIGITS, 58), "age-load {}"),
    "web token": lambda m: (m.web_token(), "./api --jwt {}"),
    "bearer token": lambda m: (m.of(ALNUM, 40), "curl -H 'Authorization: Bearer {}' https://api.example/v1"),
    "basic authorization": lambda m: (base64.b64encode(f"ci:{m.of(ALNUM, 15)}".encode()).decode(), "curl -H 'Authorization: Basic {}' https://api.example"),
    "password of curl": lambda m: (m.of(ALNUM, 14), "curl -u deploy:{} https://api.example/restart"),
    "password in an address": lambda m: (m.of(ALNUM, 16), "psql postgres://deploy:{}@db.example/ledger"),
    "password of Redis's address": lambda m: (m.of(ALNUM, 16), "redis-cli -u redis://:{}@cache.example:6379 ping"),
    "password in the environment": lambda m: (m.of(ALNUM, 14), "PGPASSWORD={} psql -h db ledger"),
    "password of MySQL": lambda m: (m.of(ALNUM, 14), "mysql -u root -p{} shop"),
    "password in JSON": lambda m: (m.of(ALNUM, 14), "curl -d '{{\"user\": \"a\", \"password\": \"{}\"}}' https://api.example/login"),
    "password in settings": lambda m: (m.of(ALNUM, 14), "printf 'db_password = \"{}\"' >> app.toml"),
    "password in SQL": lambda m: (m.of(ALNUM, 14), "psql -c \"ALTER ROLE app WITH PASSWORD '{}'\""),
    "option with a token": lambda m: (m.of(HEX, 40), "./deploy --token {} --yes"),
    "storage key": lambda m: (m.base64(64), "az storage blob list --connection-string 'AccountName=a;AccountKey={}'"),
    "RSA private key": lambda m: (m.private_key("RSA "), "cat > key.pem <<'END'\n{}\nEND"),
    "OpenSSH private key": lambda m: (m.private_key("OPENSSH "), "cat > key <<'END'\n{}\nEND"),
}


def tokens():
    maker = Maker(SEED)
    return [(kind, *make(maker)) for kind, make in KINDS.items() for _ in range(EACH)]


def write_plan(folder, name, steps, status="draft", **more):
    plan = {
        "schema": 1, "service": "one", "version": "1.0.0", "title": "A plan", "status": status,
        "phases": [{"kind": "deployment", "steps": [{"id": f"s{number}", "title": f"Step {number}", "expected": "it", "verify": "so"} | step for number, step in enumerate(steps)]}],
    } | more
    path = folder / f"content/releases/{name}/deployment-plan.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(plan, sort_keys=False, width=100_000))
    (folder / "content/rollbook.yaml").write_text("title: B\ngit: false\n")
    return path


def found(folder):
    done = hostile.run(folder, "check", "--format", "json", "--all")
    report = json.loads(done.stdout)
    return [item for item in report["diagnostics"] if item["rule"] == "secret-in-text"]


def test_real_shaped_tokens_are_found(tmp_path):
    made = tokens()
    write_plan(tmp_path, "a", [{"command": command.format(secret)} for _, secret, command in made])
    steps = {int(re.search(r"step 'Step (\d+)'", item["message"])[1]) for item in found(tmp_path)}
    missed = [kind for number, (kind, _, _) in enumerate(made) if number not in steps]
    print(f"\nsecrets: {len(made) - len(missed)} of {len(made)} found, of {len(KINDS)} kinds; missed: {sorted(set(missed))}")
    assert len(made) >= 200 and len(KINDS) >= 20
    assert missed == []


def corpus_commands():
    """Lines of shell fences in the runbooks of the corpora, each once; what is put on several lines is one."""
    fences = re.compile(r"^[ \t]*(`{3,}|~{3,})[ \t]*(bash|sh|shell|zsh|console|sql)?[^\n]*\n(.*?)^[ \t]*\1", re.MULTILINE | re.DOTALL)
    seen = {}
    for path in sorted((SHARED / "corpora").rglob("*")):
        if not path.is_file():
            continue
        try:
            text = path.read_text()
        except (UnicodeDecodeError, OSError):
            continue
        if path.suffix in (".md", ".markdown"):
            parts = [match[3] for match in fences.finditer(text)]
            parts += re.findall(r"`([^`\n]{8,})`", text)
        elif path.suffix in (".sh", ".bash", ".sql", ".yaml", ".yml", ".toml", ".env", ".py", ".justfile") or path.name in ("justfile", "Makefile"):
            parts = [text]
        else:
            continue
        for part in parts:
            for line in part.replace("\\\n", " ").splitlines():
                line = line.strip()
                if len(line) >= 8 and line.isprintable():
                    seen.setdefault(line)
    return list(seen)


def test_innocent_commands_are_left_alone(tmp_path):
    if not (SHARED / "corpora").is_dir():
        pytest.skip(f"no corpora in {SHARED}")
    commands = corpus_commands()
    random.Random(SEED).shuffle(commands)
    chosen = commands[:COMMANDS]
    assert len(chosen) == COMMANDS
    for number in range(0, COMMANDS, 500):
        write_plan(tmp_path, f"r{number}", [{"command": line} for line in chosen[number:number + 500]])
    alarms = []
    for item in found(tmp_path):
        number = int(re.search(r"releases/r(\d+)/", item["file"])[1]) + int(re.search(r"Step (\d+)'", item["message"])[1])
        alarms.append(f"{item['message'].split('like ')[1]}: {chosen[number]}")
    print(f"\ninnocent commands: {len(alarms)} alarms in {len(chosen)} (of {len(commands)} in the corpora)")
    for alarm in alarms:
        print("  ", alarm[:160])
    assert alarms == []


# How a command may be written in YAML; where a secret stands must be told in each.
STYLES = {
    "plain": lambda text: text,
    "single": lambda text: "'" + text.replace("'", "''") + "'",
    "double": json.dumps,
    "literal": lambda text: "|\n" + "".join(f"            {line}\n" for line in text.split("\n")),
    "folded": lambda text: ">\n" + "".join(f"            {line}\n" for line in text.split(" ")),
    "double, broken": lambda text: json.dumps(text).replace(" ", "\\\n              \\ "),
    "double, escaped": lambda text: '"' + "".join(f"\\x{ord(letter):02x}" if letter.isalnum() and number % 3 == 0 else {'"': '\\"', "\n": "\\n"}.get(letter, letter) for number, letter in enumerate(text)) + '"',
}


@pytest.fixture(scope="module", params=STYLES)
def leaky(request, tmp_path_factory):
    """A draft with a secret of each kind, written in one style, with other findings in the same lines."""
    folder = tmp_path_factory.mktemp("leaky")
    maker = Maker(SEED + 1)
    made = [make(maker) for make in KINDS.values()]
    steps, secrets = "", []
    for number, (secret, template) in enumerate(made):
        # A placeholder and a dash make rules speak of the same line.
        command = template.format(secret) + " --to <host> – now"
        if request.param in ("plain", "single", "folded", "double, broken") and "\n" in command:
            continue
        if request.param == "plain" and (": " in command or " #" in command or command[0] in "'\"{[&*!|>%@`"):
            continue
        secrets.append(secret)
        steps += f"      - id: s{number}\n        title: Step {number}\n        command: {STYLES[request.param](command)}\n        expected: TODO\n"
    write_plan(folder, "a", [{"command": "x"}])
    # A run is no draft: here its secret is made a warning, so that the site can be looked at.
    (folder / "content/rollbook.yaml").write_text("title: B\ngit: false\nrules: {secret-in-text: warning}\n")
    path = folder / "content/releases/a/deployment-plan.yaml"
    path.write_text(
        'schema: 1\nservice: one\nversion: "1.0.0"\ntitle: A plan\nstatus: draft\nsummary: Uses `token=' + secrets[0] + "`\n"
        f"vars:\n  db_password: {Maker(9).of(ALNUM, 12)}\n"
        "phases:\n  - kind: deployment\n    steps:\n" + steps
    )
    run = folder / "content/releases/a/runs/1.yaml"
    run.parent.mkdir()
    run.write_text(f'attempt: 1\nstarted: 2026-01-01T00:00:00Z\noutcome: success\nnotes: "It said password={Maker(8).of(ALNUM, 12)} twice"\n')
    secrets += [Maker(9).of(ALNUM, 12), Maker(8).of(ALNUM, 12)]
    # A key is as secret in its lines.
    parts = {line for secret in secrets for line in secret.split("\n") if "-----" not in line}
    return folder, parts


def leaks(text, secrets):
    return sorted(secret for secret in secrets if secret in text)


@pytest.mark.parametrize("format", ["text", "json", "sarif", "github"])
def test_no_message_holds_the_secret(leaky, format):
    folder, secrets = leaky
    done = hostile.run(folder, "check", "--format", format, "--all")
    assert (done.stdout + done.stderr).count("secret-in-text") > 20
    assert leaks(done.stdout + done.stderr, secrets) == []


def test_no_page_and_no_index_holds_the_secret(leaky):
    folder, secrets = leaky
    done = hostile.build(folder, "--all")
    assert done.returncode == 0, done.stderr
    assert leaks(done.stdout + done.stderr, secrets) == []
    names = [path for path in (folder / "site").rglob("*") if path.is_file()]
    assert "█" in (folder / "site/releases/a/index.html").read_text()
    assert {path.relative_to(folder / "site").as_posix() for path in names if leaks(path.read_bytes().decode(errors="replace"), secrets)} == set()
    # Nor what is printed of the plan.
    printed = hostile.run(folder, "runbook", "content/releases/a/deployment-plan.yaml")
    assert "█" in printed.stdout
    assert leaks(printed.stdout + printed.stderr, secrets) == []


def test_the_digest_says_nothing_of_the_secret(tmp_path):
    """A hash of a short password can be tried out: two passwords of one length must give one digest."""
    digests = set()
    for word in ("hunter2moon", "hunter3moon"):
        write_plan(tmp_path, "a", [{"command": f"./x --password {word}"}])
        assert hostile.build(tmp_path).returncode == 0
        digests.add(json.loads((tmp_path / "site/releases/a/plan.json").read_text())["digest"])
    assert len(digests) == 1


def test_an_approved_plan_with_a_secret_is_not_published(tmp_path):
    write_plan(tmp_path, "a", [{"command": "./x --password hunter2moon"}], status="approved")
    done = hostile.build(tmp_path)
    assert done.returncode == 1
    assert not (tmp_path / "site/index.html").exists()
    assert "hunter2moon" not in done.stderr


@pytest.mark.parametrize("by", ["waiver", "book"])
def test_what_is_no_secret_is_shown_as_it_is(by, tmp_path):
    """A command must be copied exactly: where somebody says that it holds none, nothing is masked."""
    more = {"waivers": [{"rule": "secret-in-text", "reason": "The demo shop's, in its manual", "by": "Dana"}]} if by == "waiver" else {}
    write_plan(tmp_path, "a", [{"command": "./x --password hunter2moon"}], **more)
    if by == "book":
        (tmp_path / "content/rollbook.yaml").write_text("title: B\ngit: false\nrules: {secret-in-text: ignore}\n")
    assert hostile.build(tmp_path).returncode == 0
    assert "--password hunter2moon" in json.loads((tmp_path / "site/releases/a/plan.json").read_text())["plan"]["phases"][0]["steps"][0]["command"]


def test_a_plan_in_markdown_is_masked_too(tmp_path):
    write_plan(tmp_path, "b", [{"command": "x"}])
    path = tmp_path / "content/releases/a/deployment-plan.md"
    path.parent.mkdir(parents=True)
    path.write_text('---\nschema: 1\nservice: one\nversion: "1.0.0"\ntitle: A\nstatus: draft\n---\n# A\n\n## Deployment\n\n### Step one\n\n```bash\n./x --password hunter2moon --to <host>\n```\n')
    done = hostile.build(tmp_path)
    assert done.returncode == 0 and "secret-in-text" in done.stderr
    assert "hunter2moon" not in done.stdout + done.stderr
    for path in (tmp_path / "site").rglob("*"):
        assert path.is_dir() or b"hunter2moon" not in path.read_bytes(), path


def test_a_secret_by_the_megabyte_takes_linear_time(tmp_path):
    times = []
    for size in (6_000, 24_000):
        folder = tmp_path / str(size)
        folder.mkdir()
        text = "password=\"" * (size // 20) + "-u a:b curl mysql -p" * (size // 40)
        write_plan(folder, "a", [{"command": text}])
        times.append(hostile.measured(folder, "check")[2])
    assert times[1] < times[0] * 8 + 1, times
