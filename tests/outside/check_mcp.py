"""selon mcp, asked by the official Python kit of the Model Context Protocol: by the stateless protocol and by the older handshake.

Usage: check_mcp.py SELON, where SELON is the command. The kit checks every answer against the schema that its tool declares.
"""

import asyncio
import os
import pathlib
import subprocess
import sys
import tempfile

from mcp import Client, StdioServerParameters

ARTICLES = """\
{"doc": "g1", "outlet": "Ostwick Gazette", "published": "2025-02-03", "text": "The mayor of Ostwick, Odile Varron, said that the sea wall would hold until 2040."}
{"doc": "h2", "outlet": "Harbour Post", "published": "2025-02-04", "text": "The sea wall would hold until 2040, mayor Odile Varron said, according to the Ostwick Gazette."}
"""
TEXT = "The mayor of Ostwick, Odile Varron, said that the bridge was safe. Paul Josse denied it."
TOOLS = ["check", "read", "search", "trace", "who"]


async def ask(selon, db, mode):
    """Asks every tool, and gives the version of the protocol that was spoken."""
    server = StdioServerParameters(command=selon, args=["mcp", "--db", str(db), "--model", "lexical"])
    async with Client(server, mode=mode, read_timeout_seconds=120) as client:
        tools = (await client.list_tools()).tools
        assert sorted(tool.name for tool in tools) == TOOLS, tools
        assert all(tool.annotations.read_only_hint and tool.output_schema for tool in tools)

        async def told(tool, **arguments):
            result = await client.call_tool(tool, arguments)
            assert not result.is_error, result
            return result.structured_content

        read = await told("read", text=TEXT)
        first = read["statements"][0]
        start, end = first["span"]
        assert (first["speaker"], TEXT[start:end]) == ("Odile Varron", "the bridge was safe"), first
        assert (await told("check", text=TEXT))["statements"] == read["total"]

        found = await told("search", words="wall", limit=1)
        rest = await told("search", words="wall", limit=50, next=found["next"])
        assert (found["total"], rest["next"]) == (1 + len(rest["statements"]), None), found
        claim = (await told("trace", what="the sea wall would hold"))["claims"][0]
        assert claim["origins"] == ["g1"], claim
        assert (await told("who", name="Varron"))["speaker"]["name"] == "Odile Varron"

        wrong = await client.call_tool("search", {"act": "shout"})
        assert wrong.is_error and "is no act" in wrong.content[0].text, wrong
        return client.protocol_version


def main():
    selon = os.path.abspath(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        articles, db = (pathlib.Path(folder) / name for name in ("articles.jsonl", "corpus.db"))
        articles.write_text(ARTICLES, encoding="utf-8")
        subprocess.run([selon, "add", "--quiet", "--model", "lexical", "--db", db, articles], check=True)
        spoken = {mode: asyncio.run(ask(selon, db, mode)) for mode in ("2026-07-28", "auto", "legacy")}
    assert spoken["2026-07-28"] == spoken["auto"] == "2026-07-28", spoken
    assert spoken["legacy"] < "2026", spoken
    print(f"mcp: five tools by {spoken['auto']} and by {spoken['legacy']}")


if __name__ == "__main__":
    main()
