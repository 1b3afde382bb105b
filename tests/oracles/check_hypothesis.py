"""check_hypothesis.py SOURCE.txt TRUTH.jsonld OUT.json   Debian: python3-jsonschema python3-rfc3987
1 The fields that Hypothesis's API documents for an annotation (https://h.readthedocs.io/en/latest/api-reference/v1/), as a JSON schema.
2 Positions count UTF-16 units, as its client does: the quote, its prefix and suffix stand there, and where Hypothesis's own search by quote
would look first. 3 Comments, tags, names, dates; replies refer to an annotation that is there."""
import sys, os, json; sys.path.insert(0, os.path.dirname(__file__)); import truth
import jsonschema
text = {'type': 'string'}; when = {'type': 'string', 'pattern': r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)$'}
selector = {'oneOf': [
    {'type': 'object', 'required': ['type', 'exact'], 'properties': {'type': {'const': 'TextQuoteSelector'}, 'exact': text, 'prefix': text, 'suffix': text}, 'additionalProperties': False},
    {'type': 'object', 'required': ['type', 'start', 'end'], 'properties': {'type': {'const': 'TextPositionSelector'}, 'start': {'type': 'integer', 'minimum': 0}, 'end': {'type': 'integer', 'minimum': 0}}, 'additionalProperties': False}]}
row = {'type': 'object', 'required': ['id', 'created', 'updated', 'uri', 'text', 'tags', 'group', 'target'], 'properties': {
    'id': {'type': 'string', 'minLength': 1}, 'created': when, 'updated': when, 'user': {'type': ['string', 'null']}, 'uri': {'type': 'string', 'minLength': 1}, 'text': text,
    'tags': {'type': 'array', 'items': text}, 'group': {'type': 'string'}, 'hidden': {'type': 'boolean'}, 'flagged': {'type': 'boolean'},
    'references': {'type': 'array', 'minItems': 1, 'items': text},
    'document': {'type': 'object', 'properties': {'title': {'type': 'array', 'items': text}}},
    'user_info': {'type': 'object', 'required': ['display_name'], 'properties': {'display_name': {'type': ['string', 'null']}}},
    'target': {'type': 'array', 'minItems': 1, 'maxItems': 1, 'items': {'type': 'object', 'required': ['source'], 'properties': {'source': text, 'selector': {'type': 'array', 'minItems': 1, 'items': selector}}}}}}
schema = {'type': 'object', 'required': ['total', 'rows'], 'properties': {'total': {'type': 'integer'}, 'rows': {'type': 'array', 'items': row}}}
T = truth.Tally(); src = truth.source(sys.argv[1]); anns, errs = truth.load(sys.argv[2], src); T(not errs, str(errs[:3]))
doc = json.load(open(sys.argv[3], encoding='utf-8'))
faults = list(jsonschema.Draft7Validator(schema).iter_errors(doc)); T(not faults, '; '.join(f'{list(f.absolute_path)}: {f.message}' for f in faults[:3]))
rows = {r['id']: r for r in doc['rows']}; T(doc['total'] == len(doc['rows']) == len(rows), 'total, or ids that are there twice')
T(len(rows) == len(anns) + sum(len(a.replies) for a in anns), f'{len(rows)} rows')
units = src.encode('utf-16-le'); cut = lambda a, b: units[2*max(0, a):2*max(0, b)].decode('utf-16-le', 'replace'); size = lambda s: len(s.encode('utf-16-le')) // 2
at = lambda z: z.replace('.000', '').replace('Z', '+00:00')
def said(a, r): T(r['text'] == a.comment and (r['user_info']['display_name'] or '') == a.author and at(r['created']) == at(a.created), f'{a.id}: comment, author or date')
for a in anns:
    if not T(a.id in rows, f'{a.id}: not there'): continue
    r = rows[a.id]; said(a, r); T(r['tags'] == a.tags and 'references' not in r, f'{a.id}: tags, or it is a reply')
    sel = {s['type']: s for s in r['target'][0]['selector']}; q, p = sel['TextQuoteSelector'], sel['TextPositionSelector']
    T(q['exact'] == a.exact == cut(p['start'], p['end']), f'{a.id}: quote and position')
    T(cut(p['start'] - size(q['prefix']), p['start']) == q['prefix'] and cut(p['end'], p['end'] + size(q['suffix'])) == q['suffix'], f'{a.id}: what stands around it')
    for x in a.replies:
        if T(x.id in rows, f'{x.id}: reply not there'): said(x, rows[x.id]); T(rows[x.id]['references'] == [a.id], f'{x.id}: replies to something else')
T.end()
