"""The command line's commands: a module for each, with its options and its story."""

from papershelf.commands.bundle import bundle_command
from papershelf.commands.check import check_command
from papershelf.commands.diff import diff_command
from papershelf.commands.digest import digest_command
from papershelf.commands.export import export_command
from papershelf.commands.import_ import import_command
from papershelf.commands.init import init_command
from papershelf.commands.mcp import mcp_command
from papershelf.commands.merge import merge_command
from papershelf.commands.new import new_command
from papershelf.commands.pages import pages_command
from papershelf.commands.search import search_command
from papershelf.commands.tags import tags_command
from papershelf.commands.topics import topics_command
from papershelf.commands.urls import urls_command

# In the order in which `--help` lists them.
COMMANDS = (init_command, import_command, pages_command, check_command, diff_command, urls_command, export_command,
            search_command, new_command, merge_command, topics_command, tags_command, digest_command, bundle_command,
            mcp_command)

__all__ = ["COMMANDS"]
