"""Reads the pictures of a folder with rapidocr, for the error rate beside which `npm run bench -- text-reading --peer` puts ours.

Run: python -m venv VENV && VENV/bin/pip install rapidocr onnxruntime
     VENV/bin/python benchmarks/peer/read-text.py PICTURES OUT.json [DETECTOR.onnx]
DETECTOR: the detector in place of its own, to compare the same two models.
"""

import json
import sys
from pathlib import Path

from rapidocr import RapidOCR

pictures, out, *detector = sys.argv[1:]
options = {"EngineConfig.onnxruntime.intra_op_num_threads": 1}
if detector:
    options["Det.model_path"] = detector[0]
engine = RapidOCR(params=options)
read = {}
for path in sorted(Path(pictures).glob("*.jpg")):
    result = engine(str(path))
    read[path.stem] = [
        {"text": text, "x": float(box[:, 0].mean()), "y": float(box[:, 1].mean())}
        for box, text in zip(result.boxes if result.boxes is not None else [], result.txts or [])
    ]
Path(out).write_text(json.dumps(read))
