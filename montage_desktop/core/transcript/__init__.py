"""Edit by words: a transcript and edits of its words in; the film that follows from them, and its captions, out.

In the order of the modules: `reading` opens what other programs wrote (`whisper_json`, `subtitles`, `repair`) as a
`document`; `edits` is what a person did, `edited` the words after that; `cutter` finds what is `kept` of the source,
`film` is its timeline; `captions` its cues, `caption_files` their files. `fillers`, `find`, `statistics` and `beats`
serve the editor.

All are pure functions of immutable values; undo is going back to the value before.
"""
