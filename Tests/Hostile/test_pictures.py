"""Files beside the documents: what is published of them runs nothing and asks nobody, also opened by itself on a plain host."""

import re

import hostile
import pytest

from test_pages import listen

NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"'
FAR = "https://hostile.invalid"


def utf16(text):
    return ("\ufeff" + text).encode("utf-16-le")


# By name: the picture, and whether a browser of today can be seen to fall for it (others are refused all the same).
UNSAFE = {
    "script": (f"<svg {NS}><script>alert(1)</script></svg>", True),
    "script of another prefix": (f'<svg {NS} xmlns:s="http://www.w3.org/2000/svg"><s:script>alert(1)</s:script></svg>', True),
    "script in CDATA": (f"<svg {NS}><script><![CDATA[alert(1)]]></script></svg>", True),
    "script from elsewhere": (f'<svg {NS}><script href="{FAR}/a.js"/></svg>', True),
    "UTF-16": (utf16(f"<svg {NS}><script>alert(1)</script></svg>"), True),
    "UTF-16, declared": (utf16(f'<?xml version="1.0" encoding="UTF-16"?><svg {NS} onload="alert(1)"/>'), True),
    "ISO-2022-JP": (f'<?xml version="1.0" encoding="ISO-2022-JP"?><svg {NS}><scr'.encode() + b"\x1b(B" + b"ipt>alert(1)</scr\x1b(Bipt></svg>", False),
    "another encoding": (f'<?xml version="1.0" encoding="x-mac-cyrillic"?><svg {NS}/>', False),
    "onload": (f'<svg {NS} onload="alert(1)"/>', True),
    "onload on lines": (f'<svg {NS} onload\n=\n"alert(1)"/>', True),
    "onload by the document type": (f'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]><svg {NS}/>', True),
    "an entity with script": (f'<!DOCTYPE svg [<!ENTITY e "&#60;script xmlns=&#34;http://www.w3.org/2000/svg&#34;>alert(1)&#60;/script>">]><svg {NS}>&e;</svg>', True),
    "begin by animation": (f'<svg {NS}><animate onbegin="alert(1)" attributeName="x" dur="1s"/></svg>', True),
    "set": (f'<svg {NS}><a><set attributeName="href" to="javascript:alert(1)"/></a></svg>', False),
    "foreign object": (f'<svg {NS}><foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="alert(1)"/></body></foreignObject></svg>', True),
    "HTML's picture": (f'<svg {NS}><img xmlns="http://www.w3.org/1999/xhtml" src="{FAR}/a.png"/></svg>', True),
    "HTML's picture, the name written otherwise": (f'<svg {NS}><img xmlns="http://www.w3.org/1999/xht&#109;l" src="{FAR}/a.png"/></svg>', True),
    "HTML's frame": (f'<svg {NS} xmlns:h="http://www.w3.org/1999/xhtml"><h:iframe srcdoc="&lt;script>alert(1)&lt;/script>"/></svg>', True),
    "a refresh": (f'<svg {NS}><meta xmlns="http://www.w3.org/1999/xhtml" http-equiv="refresh" content="0;url={FAR}/"/></svg>', True),
    "a link with script": (f'<svg {NS}><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>', False),
    "a link with script, written otherwise": (f'<svg {NS}><a href="&#106;avascript:alert(1)"><text>x</text></a></svg>', False),
    "a picture from elsewhere": (f'<svg {NS}><image href="{FAR}/a.png" width="9" height="9"/></svg>', True),
    "a picture in a picture": (f'<svg {NS}><image href="data:image/svg+xml,%3Csvg/%3E"/></svg>', False),
    "use from elsewhere": (f'<svg {NS}><use href="other.svg#a"/></svg>', False),
    "a base": (f'<svg {NS} xml:base="{FAR}/"><use href="#a"/></svg>', False),
    "an import": (f'<svg {NS}><style>@import "{FAR}/a.css";</style></svg>', True),
    "an import with escapes": (f'<svg {NS}><style>@\\69mport "{FAR}/a.css";</style></svg>', True),
    "a style sheet by instruction": (f'<?xml-stylesheet href="{FAR}/a.css"?><svg {NS}/>', True),
    "a fill from elsewhere": (f'<svg {NS}><style>rect {{ fill: url({FAR}/a.svg#b) }}</style><rect width="9" height="9"/></svg>', False),
    "a background": (f'<svg {NS} style="background: url({FAR}/a.png)"/>', True),
    "a background with references": (f'<svg {NS} style="background: ur&#108;({FAR}/a.png)"/>', True),
    "a background with hexadecimal references": (f'<svg {NS} style="background: u&#x72;l({FAR}/a.png)"/>', True),
    "a background with escapes": (f'<svg {NS} style="background: u\\72 l({FAR}/a.png)"/>', True),
    "a background with a plain escape": (f'<svg {NS} style="background: u\\rl({FAR}/a.png)"/>', True),
    "a background by image-set": (f"<svg {NS} style=\"background: image-set('{FAR}/a.png' 1x)\"/>", True),
    "a font": (f'<svg {NS}><style>@font-face {{ font-family: f; src: url("{FAR}/f.woff2") }} text {{ font-family: f }}</style><text y="8">x</text></svg>', True),
}

SAFE = {
    "a path": f'<svg {NS}><path d="M0 0h9"/></svg>',
    "use and gradient": f'<svg {NS}><defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs><rect id="r" fill="url(#g)" width="9" height="9"/><use href="#r"/></svg>',
    "declared": f'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n<svg {NS}/>',
    "a style": f"<svg {NS}><style>.a {{ fill: #c00; font: 9px 'A B' }}</style><text class=\"a\" y=\"8\">x &lt; y &#38; &#x42f;</text></svg>",
    "an exported one": f'<svg {NS} inkscape:export-filename="C:\\Users\\dana\\plan.png" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"><path style="fill:none;stroke:#000" d="M0 0"/></svg>',
    "a picture inside": f'<svg {NS}><image href="data:image/png;base64,iVBORw0KGgo=" width="9" height="9"/></svg>',
}


def slug(name):
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def write(path, contents):
    path.write_bytes(contents if isinstance(contents, bytes) else contents.encode())


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pictures")
    release = folder / "content/releases/a"
    release.mkdir(parents=True)
    (folder / "content/guides").mkdir()
    (folder / "content/rollbook.yaml").write_text("title: B\ngit: false\nrules: {unsafe-attachment: warning}\n")
    (release / "deployment-plan.yaml").write_text("status: draft\nservice: one\nversion: '1'\ntitle: A\n")
    for name, (contents, _) in UNSAFE.items():
        write(release / f"{slug(name)}.svg", contents)
        write(folder / f"content/guides/{slug(name)}.SVG", contents)
    for name, contents in SAFE.items():
        write(release / f"{slug(name)}.svg", contents)
    (folder / "content/guides/g.md").write_text("# G\n\n" + "\n\n".join(f"![{name}]({slug(name)}.SVG)" for name in UNSAFE))
    done = hostile.build(folder, "--all")
    assert done.returncode == 0, done.stderr
    return folder, done.stderr


@pytest.mark.parametrize("name", UNSAFE)
def test_what_is_more_than_a_picture_stays_home(book, name):
    folder, errors = book
    for path in (f"releases/a/{slug(name)}.svg", f"guides/{slug(name)}.SVG"):
        assert not (folder / "site" / path).exists(), path
        assert re.search(rf"content/{re.escape(path)}:1:1: warning: .*\[unsafe-attachment\]", errors), path


@pytest.mark.parametrize("name", SAFE)
def test_a_picture_is_published_to_the_byte_and_does_nothing(book, serve, watch, name):
    folder, _ = book
    path = f"releases/a/{slug(name)}.svg"
    assert (folder / "site" / path).read_bytes() == (folder / "content" / path).read_bytes()
    address = serve(folder / "site")
    watched = watch(address)
    listen(watched).goto(f"{address}/{path}")
    assert watched.problems == []


@pytest.mark.parametrize("name", [name for name, (_, is_seen) in UNSAFE.items() if is_seen])
def test_a_browser_would_fall_for_it(serve, watch, tmp_path, name):
    """The same pictures on a host that publishes them: something runs or is asked of elsewhere. Else the test above is about nothing."""
    write(tmp_path / "a.svg", UNSAFE[name][0])
    address = serve(tmp_path)
    watched = watch(address)
    page = listen(watched)
    try:
        page.goto(f"{address}/a.svg")
        page.wait_for_timeout(300)
    except Exception as error:
        watched.problems.append(str(error))
    assert watched.problems != []


# By the name's end: whether a file that is a script to a browser may stay.
NAMES = {
    "a.html": False, "a.htm": False, "a.xhtml": False, "a.xml": False, "a.xsl": False, "a.js": False, "a.mjs": False, "a.css": False, "a.swf": False,
    "a.svgz": False, "a.mht": False, "a.wasm": False, "a.exe": False, "a": False, "a.txt.html": False, "a.html.": False, "a.txt.": False, "a.HTML": False,
    "a.txt ": False, ".htaccess": False, "web.config": False, "_redirects": False, "_headers": False, "CNAME": False, "a.php": False, "a.shtml": False,
    "a.html.txt": True, "a.txt": True, "a.TXT": True, "a.sql": True, "a.png": True, "a.pdf": True, "a.json": True, "a.patch": True,
}


def test_only_files_on_the_list_are_published(tmp_path):
    release = tmp_path / "content/releases/a"
    release.mkdir(parents=True)
    (tmp_path / "content/rollbook.yaml").write_text("title: B\ngit: false\n")
    (release / "deployment-plan.yaml").write_text("status: draft\nservice: one\nversion: '1'\ntitle: A\n")
    for number, name in enumerate(NAMES):
        folder = release / f"n{number}"
        folder.mkdir()
        (folder / name).write_text("<script>alert(1)</script>")
    assert hostile.build(tmp_path, "--all").returncode == 0
    published = {name: (tmp_path / f"site/releases/a/n{number}/{name}").exists() for number, name in enumerate(NAMES)}
    assert published == NAMES


def test_a_large_picture_takes_linear_time(tmp_path):
    times = []
    for size in (1 << 20, 4 << 20):
        folder = tmp_path / str(size)
        release = folder / "content/releases/a"
        release.mkdir(parents=True)
        (folder / "content/rollbook.yaml").write_text("title: B\ngit: false\n")
        (release / "deployment-plan.yaml").write_text("status: draft\nservice: one\nversion: '1'\ntitle: A\n")
        filling = 'href="#a" url(#b) o = &#; \\ ' * (size // 28)
        (release / "a.svg").write_text(f"<svg {NS}><path {filling}/></svg>")
        code, text, seconds, _ = hostile.measured(folder, "build", "--no-git")
        assert code == 0, text
        times.append(seconds)
    assert times[1] < times[0] * 8 + 1, times
