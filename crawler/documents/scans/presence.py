"""Whether this installation can recognise scans: the extra `ocr`."""

from importlib.util import find_spec

from config.words import Words

MISSING = Words(
    "未安装扫描件识别组件（make ocr），扫描件不识别",
    "scans are not recognised: the extra `ocr` is not installed (make ocr)",
)


def is_missing() -> bool:
    return any(find_spec(name) is None for name in ("rapidocr", "onnxruntime", "cv2"))
