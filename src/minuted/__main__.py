"""`python -m minuted` is `minuted`."""

from minuted.cli import main

if __name__ == "__main__":
    main()
