"""``python -m index serve``: run the search service."""

import argparse
import logging
import sys

from index.encoder import EncoderError, default_model_folder, read_serving_model
from index.settings import Settings, SettingsError


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 2 and a plain message when a setting is wrong."""
    parser = argparse.ArgumentParser(prog="python -m index", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve", help="answer searches over HTTP; settings come from the environment")
    parser.parse_args(arguments)
    try:
        settings = Settings.from_environment()
        read_serving_model(default_model_folder())
    except (SettingsError, EncoderError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("faiss.loader").setLevel(logging.WARNING)  # it tells every build it tried
    from index.service.server import Server

    Server(settings).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
