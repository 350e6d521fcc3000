"""A page on this machine to try a model (package gradio)."""
from .demo_page import build_page, serve_page
from .recognition import Recognition, Recognizer

__all__ = ['Recognition', 'Recognizer', 'build_page', 'serve_page']
