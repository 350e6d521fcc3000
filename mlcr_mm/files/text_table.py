"""Text files and tables as they come from spreadsheets, pandas and other systems."""
import csv
import re
from typing import Any, Iterator, List, Optional, TextIO, Tuple

DELIMITERS = {',': 'commas', ';': 'semicolons', '\t': 'tabs'}
#: More columns are no table of labels, and would take hours.
MAX_COLUMNS = 10_000
_MARKS = {b'\xff\xfe': 'utf-16', b'\xfe\xff': 'utf-16'}
_REMEDY = 'not a text file in UTF-8; if it is an Excel workbook, save it as CSV (UTF-8)'
_LABEL_WORDS = ('true', 'false', 'yes', 'no', 'present', 'absent', 'unknown', 'nan', 'none', 'null',
                'na', '<na>')
_IMAGE_COLUMNS = ('image', 'imageid', 'imagename', 'imagepath', 'img', 'imgpath', 'file',
                  'filename', 'filepath', 'path')


def open_text(path: str) -> TextIO:
    """Open a text file in UTF-8, or in UTF-16 if it says so, as Windows programs write it."""
    with open(path, 'rb') as file:
        encoding = _MARKS.get(file.read(2), 'utf-8-sig')
    return open(path, newline='', encoding=encoding)


def read_lines(path: str) -> List[str]:
    """Lines of a text file, without their ends.

    Only line feeds, carriage returns and both together end a line.

    Raises:
        ValueError: If it is not text; names the file.
    """
    try:
        with open_text(path) as file:
            text = file.read()
    except UnicodeError as error:
        raise ValueError(f'{path}: {_REMEDY} ({error})') from None
    return re.split('\r\n|\n|\r', text)


def read_rows(path: str, delimiter: str = ',') -> Iterator[Tuple[int, List[str]]]:
    """Read a delimited text file line by line.

    Args:
        path (str): The file; a byte order mark, CRLF line ends and empty lines are fine.
        delimiter (str): Between two fields. Defaults to ','.

    Yields:
        tuple[int, list[str]]: Line number and fields.

    Raises:
        ValueError: If it is not delimited text; names file and line.
    """
    line = 0
    with open_text(path) as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        try:
            for row in reader:
                line = reader.line_num
                if any('\0' in field for field in row):
                    raise ValueError(f'{path}, line {line}: zero bytes; the file is damaged or '
                                     f'{_REMEDY}')
                if len(row) > MAX_COLUMNS:
                    raise ValueError(f'{path}, line {line}: {len(row)} fields, at most '
                                     f'{MAX_COLUMNS} are read; is it a table of images?')
                if any(field.strip() for field in row):
                    yield line, row
        except UnicodeError:
            raise ValueError(f'{path}, after line {line}: {_REMEDY}') from None
        except csv.Error as error:
            raise ValueError(f'{path}, line {reader.line_num}: {error}; correct the quotes or take '
                             'the line out') from None


def table_writer(file: TextIO) -> Any:
    """Make a writer of rows that end with a line feed.

    Args:
        file (TextIO): Open for writing, with ``newline=''``.

    Returns:
        csv.writer: It quotes carriage returns, too, which names of files may have.
    """
    # Told to end rows with a line feed, csv leaves carriage returns unquoted before Python 3.13.
    return csv.writer(_LineFeeds(file), lineterminator='\r\n')


class _LineFeeds:

    def __init__(self, file: TextIO) -> None:
        self.file = file

    def write(self, row: str) -> int:
        """Write a row that ends with CR LF."""
        return self.file.write(row[:-2] + '\n')


def find_delimiter(path: str) -> str:
    """What separates the fields of the first line: commas, or semicolons or tabs if it has more.

    Raises:
        ValueError: If the file is not text; names the file.
    """
    try:
        with open_text(path) as file:
            line = next((text for text in file if text.strip()), '')
    except UnicodeError:
        raise ValueError(f'{path}, after line 0: {_REMEDY}') from None
    return max(DELIMITERS, key=re.sub('"[^"]*"', '', line).count)  # the first of equals


def index_column(header: List[str], first: Optional[List[str]]) -> bool:
    """Whether the first column is pandas' numbering of the rows, and no names of images.

    Args:
        header (list[str]): Names of the columns.
        first (list[str], optional): The first row, if there is one.

    Returns:
        bool: True if the first column has no name and a whole number, and another one is called
        after images, or has text beside the number.
    """
    name = header[0].strip()
    if (name and not re.fullmatch(r'Unnamed: \d+', name)) or first is None:
        return False
    if len(first) < 2 or not first[0].strip().isdigit():
        return False
    if image_column(header) > 0:
        return True
    if len(header) < 3:
        return False
    try:
        float(first[1] or 0)
    except ValueError:
        return first[1].strip().lower() not in _LABEL_WORDS
    return False


def image_column(names: List[str]) -> int:
    """Position of the column of image names: the one that is called so, or else the first."""
    plain = [re.sub(r'[\W_]', '', name).lower() for name in names]
    called = [index for index, name in enumerate(plain) if name in _IMAGE_COLUMNS]
    return called[0] if called else 0
