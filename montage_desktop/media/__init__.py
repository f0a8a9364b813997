"""Files in; facts, frames and files out: probing, analysis, FFmpeg and the render engine."""
