"""check_review.py SOURCE.txt TRUTH.jsonld OUT.review.json   Debian: python3-jsonschema
A reader that has only the text and this file finds each passage: the quote begins on `line` and ends on `lastLine` of the source, counted here
anew; the headings are lines above it; comments, tags, authors and replies are those of the truth, in the order of the text."""
import sys, os, re, json; sys.path.insert(0, os.path.dirname(__file__)); import truth
import jsonschema
text = {'type': 'string'}; line = {'type': ['integer', 'null'], 'minimum': 1}
note = {'type': 'object', 'additionalProperties': False, 'properties': {
    'id': text, 'line': line, 'lastLine': line, 'headings': {'type': 'array', 'items': text}, 'quote': text, 'comment': text, 'tags': {'type': 'array', 'items': text}, 'author': text,
    'style': {'enum': ['highlight', 'underline', 'strikethrough']}, 'colour': {'enum': ['yellow', 'green', 'blue', 'pink', 'orange', 'purple']}, 'resolved': {'type': 'boolean'},
    'status': text, 'replies': {'type': 'array', 'items': {'type': 'object', 'required': ['author', 'comment'], 'additionalProperties': False, 'properties': {'author': text, 'comment': text}}}}}
note['required'] = list(note['properties'])
schema = {'type': 'object', 'required': ['document', 'generated', 'annotations'], 'properties': {'document': text, 'generated': text, 'annotations': {'type': 'array', 'items': note}}}
T = truth.Tally(); src = truth.source(sys.argv[1]); anns, errs = truth.load(sys.argv[2], src); T(not errs, str(errs[:3]))
doc = json.load(open(sys.argv[3], encoding='utf-8'))
faults = list(jsonschema.Draft7Validator(schema).iter_errors(doc)); T(not faults, '; '.join(f'{list(f.absolute_path)}: {f.message}' for f in faults[:3]))
notes = {n['id']: n for n in doc['annotations']}; T(len(notes) == len(doc['annotations']) == len(anns), f'{len(notes)} notes for {len(anns)} annotations')
lines = re.split('\r\n|\r|\n', src); ends = [m.end() for m in re.finditer('\r\n|\r|\n', src)]; lf = lambda s: re.sub('\r\n?', '\n', s)
import bisect
for a in anns:
    if not T(a.id in notes, f'{a.id}: not there'): continue
    n = notes[a.id]; T((n['comment'], n['tags'], n['author']) == (a.comment, a.tags, a.author), f'{a.id}: comment, tags or author')
    T([(r['author'], r['comment']) for r in n['replies']] == [(r.author, r.comment) for r in a.replies], f'{a.id}: replies')
    T(lf(n['quote']) == lf(a.exact) and n['line'] == 1 + bisect.bisect_right(ends, a.start) and n['lastLine'] == 1 + bisect.bisect_right(ends, max(a.start, a.end - 1)), f"{a.id}: lines {n['line']} to {n['lastLine']}")
    T(lf(a.exact) in '\n'.join(lines[n['line'] - 1:n['lastLine'] + 1]), f'{a.id}: the quote is not on its lines')
    above = [l.strip(' #\t') for l in lines[:n['line']]]; T(all(any(h in l for l in above) for h in n['headings']), f"{a.id}: headings {n['headings']}")
order = [notes[a.id]['line'] for a in sorted(anns, key=lambda a: a.start) if a.id in notes]; T([n['line'] for n in doc['annotations']] == sorted(order), 'not in the order of the text')
T.end()
