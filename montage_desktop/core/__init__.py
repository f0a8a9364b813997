"""Pure decisions and documents: time, timelines, styles, plans. No Qt, no Redis, no FFmpeg."""
