"""The recipe that makes an Unseen model pack: frozen encoders, trained heads, ONNX export."""
