"""A config whose text is made once."""
from typing import TypeVar

from mmengine.config import Config

AnyConfig = TypeVar('AnyConfig')


class OnceFormattedConfig(Config):
    """A config that is formatted again only after it has changed.

    mmengine formats the config of a run at its start several times, and for every checkpoint that
    it saves; each time takes a third of a second.
    """

    @classmethod
    def of(cls, config: AnyConfig) -> AnyConfig:
        """The same config as one of this class, with the same content.

        Args:
            config (Config | dict): Anything but a ``Config`` is given back as it is.

        Returns:
            OnceFormattedConfig | dict: For a ``Config`` one that shares its content.
        """
        if not isinstance(config, Config):
            return config
        other = cls.__new__(cls)
        vars(other).update(vars(config))
        return other

    @property
    def pretty_text(self) -> str:
        """str: The text of the config as Python code, as of a ``Config``."""
        content = repr(self.to_dict())
        known_content, text = vars(self).get('_known_text', (None, ''))
        if content != known_content:
            text = super().pretty_text
            vars(self)['_known_text'] = (content, text)  # a plain attribute would be a setting
        return text
