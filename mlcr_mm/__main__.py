"""``python -m mlcr_mm``, as torchrun needs it: ``torchrun ... -m mlcr_mm train CONFIG``."""
from .command import main

if __name__ == '__main__':
    main()
