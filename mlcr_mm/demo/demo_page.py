"""The page, built of gradio's components."""
import secrets
from html import escape
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, List, Optional, Sequence

import numpy as np

from mlcr_mm.files import write_text

from .face_attention import FaceAttention, attention_pictures
from .face_bars import face_bars
from .limits import MAX_FILES, MAX_FRAMES, MAX_MEGABYTES, SUFFIXES, UploadError
from .offline import SameOrigin, forbid_telemetry
from .recognition import Recognition, Recognizer

forbid_telemetry()
import gradio as gr  # noqa: E402

LOOPBACK = '127.0.0.1'
_HINT = (f'Up to {MAX_FILES} files of {MAX_MEGABYTES} MB, {MAX_FRAMES} frames. They stay on the '
         'machine that runs this page, and are deleted within two hours.')


def build_page(recognizer: Recognizer, title: str) -> gr.Blocks:
    """Build the page.

    Args:
        recognizer (Recognizer): Of the model.
        title (str): Of the page, e.g. the file of the model.

    Returns:
        gr.Blocks: To be served.
    """
    classes = list(recognizer.inferencer.classes)
    actions = _Actions(recognizer)
    with gr.Blocks(analytics_enabled=False, title='mlcr_mm', delete_cache=(600, 7200)) as page:
        gr.Markdown('# mlcr_mm')
        gr.HTML(f'<p>{escape(title)}</p>')
        if notice := recognizer.inferencer.notice:
            gr.HTML(f'<p><b>{escape(notice)}</b></p>', elem_id='notice')
        with gr.Tab('Picture or video'):
            files = gr.File(file_count='multiple', file_types=list(SUFFIXES), label=_HINT,
                            elem_id='files')
            every = gr.Slider(1, 30, 5, step=1, label='every how-many-th frame of a video')
            run = gr.Button('Recognise', variant='primary', elem_id='recognise')
        with gr.Tab('Camera'):
            camera = gr.Image(sources=['webcam'], type='numpy', label='camera', buttons=[])
            shoot = gr.Button('Recognise', variant='primary')
        message = gr.HTML(elem_id='message')
        pictures = gr.Gallery(label='faces', columns=1, height=520, object_fit='contain',
                              buttons=['fullscreen'])
        bars = gr.HTML(elem_id='bars')
        label = gr.Dropdown(classes, value=classes[0], label='where each network looks for',
                            elem_id='label')
        attention = gr.Gallery(label='red speaks for the label, blue against it', columns=4,
                               height='auto', buttons=['fullscreen'], elem_id='attention')
        table = gr.DownloadButton('Download the table (CSV)', interactive=False, elem_id='csv')
        faces = gr.State([])
        outputs = [message, pictures, bars, faces, attention, table]
        run.click(actions.files, [files, every, label], outputs, api_visibility='private')
        shoot.click(actions.camera, [camera, label], outputs, api_visibility='private')
        label.change(actions.attention, [faces, label], attention, api_visibility='private')
    return page.queue(max_size=16)


def serve_page(page: gr.Blocks, host: str = LOOPBACK, port: Optional[int] = None,
               wait: bool = True) -> str:
    """Serve a page until Ctrl-C.

    Args:
        page (gr.Blocks): Of :func:`build_page`.
        host (str): Address to listen at. Defaults to 127.0.0.1: nobody else on the network can see
            it.
        port (int, optional): Defaults to None: the first free one from 7860 on.
        wait (bool): Whether to return at the end only. Defaults to True.

    Returns:
        str: The address of the page.

    Raises:
        OSError: If the port is taken.
    """
    # Not gradio's default fonts, which are those of another host.
    theme = gr.themes.Default(font=['system-ui', 'sans-serif'], font_mono=['monospace'])
    _, address, _ = page.launch(
        server_name=host, server_port=port, share=False, inbrowser=False, quiet=True,
        prevent_thread_lock=True, show_error=False, max_file_size=f'{MAX_MEGABYTES}mb',
        enable_monitoring=False, ssr_mode=False, footer_links=[], theme=theme, run_history=False,
        app_kwargs=dict(middleware=[(SameOrigin, (), {})]))
    print(f'{address} (stop with Ctrl-C)', flush=True)
    if wait:
        page.block_thread()
    return address


class _Actions:
    """What the buttons do."""

    def __init__(self, recognizer: Recognizer) -> None:
        self.recognizer = recognizer
        self.classes = list(recognizer.inferencer.classes)
        self.folder = Path(mkdtemp(prefix='mlcr_mm_demo_'))

    def files(self, paths: Optional[List[str]], every: float, label: str) -> Sequence[Any]:
        """Recognise uploads."""
        try:
            return self._show(self.recognizer.files(paths or [], int(every)), label)
        except UploadError as error:
            raise gr.Error(escape(str(error)), print_exception=False) from error

    def camera(self, image: Optional[np.ndarray], label: str) -> Sequence[Any]:
        """Recognise a picture of the camera."""
        if image is None:
            raise gr.Error('Take a picture first.', print_exception=False)
        return self._show(self.recognizer.camera(image), label)

    def attention(self, faces: List[FaceAttention], label: str) -> List[Any]:
        """Show where the networks look for another label."""
        return attention_pictures(faces, self.classes.index(label))

    def _show(self, found: Recognition, label: str) -> Sequence[Any]:
        path = self.folder / secrets.token_hex(8) / 'faces.csv'
        write_text(path, found.table)
        return (''.join(f'<p>{escape(line)}</p>' for line in found.messages), found.pictures,
                face_bars(found.rows, self.classes), found.faces,
                self.attention(found.faces, label),
                gr.DownloadButton(value=str(path), interactive=True))
