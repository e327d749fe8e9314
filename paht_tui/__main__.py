"""`python -m paht_tui` is `paht`."""

import sys

from paht_tui.cli import main

if __name__ == "__main__":
    sys.exit(main())
