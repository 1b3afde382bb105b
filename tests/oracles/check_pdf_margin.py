"""check_pdf_margin.py SOURCE.txt TRUTH.jsonld OUT.pdf   Debian: python3-pypdf poppler-utils qpdf
1 qpdf: well-formed. 2 pdftotext (Poppler): every character of the source and of every comment, reply, author and tag is on paper, white space,
emoji and order aside. 3 pypdf: every link leads to a place that there is; every annotation that says something has a note (`n-ID`), and its
passage (`a-ID`) stands on a page no later than its note. 4 The annotations attached are the truth, the text attached is the source."""
import sys, os, re, json, subprocess, collections; sys.path.insert(0, os.path.dirname(__file__)); import truth
from pypdf import PdfReader
srcf, tf, pdf = [a for a in sys.argv[1:] if not a.startswith('--')][:3]
T = truth.Tally(); src = truth.source(srcf); anns, errs = truth.load(tf, src); T(not errs, str(errs[:3]))
q = subprocess.run(['qpdf', '--check', pdf], capture_output=True, text=True); T(q.returncode == 0, 'qpdf --check: ' + q.stderr)
EMO = re.compile('[\ufffd\U0001f000-\U0001faff\u2190-\u2bff\U000f0000-\U0010ffff]|[\ue000-\uf8ff]|[\x00-\x1f]|[\u2400-\u2421]')
def bag(s): return collections.Counter(EMO.sub('', truth.squash(s)))
out = subprocess.run(['pdftotext', '-raw', pdf, '-'], capture_output=True).stdout.decode('utf-8', 'replace')
want = bag(src); shown = bag(out); shown['\u2010'] += 10**6  # a soft hyphen shows where a line breaks
speaks = [a for a in anns if a.comment or a.tags or a.replies]
for a in speaks:
    for said in [a.comment, a.author, *a.tags, *[w for r in a.replies for w in (r.comment, r.author)]]: want += bag(said)
T(not want - shown, f'pdftotext lacks {dict(want - shown)}')
r = PdfReader(pdf); number = {p.indirect_reference.idnum: i for i, p in enumerate(r.pages)}
dests = {str(k)[1:]: number[v.get_object()[0].idnum] for k, v in (r.trailer['/Root'].get('/Dests') or {}).items()}
links = [o.get_object() for p in r.pages for o in p.get('/Annots') or [] if o.get_object().get('/Subtype') == '/Link']
T(all('/Dest' in o for o in links), f"{sum('/Dest' not in o for o in links)} links lead out of the file")
lost = {str(o['/Dest'])[1:] for o in links if '/Dest' in o} - set(dests); T(not lost, f'links to nowhere: {sorted(lost)[:5]}')
for a in speaks:
    if T(f'n-{a.id}' in dests and f'a-{a.id}' in dests, f'{a.id}: no note, or no place of its passage'): T(dests[f'a-{a.id}'] <= dests[f'n-{a.id}'], f'{a.id}: its note stands before it')
names = r.trailer['/Root']['/Names']['/EmbeddedFiles']['/Names']; files = [names[i].get_object()['/EF']['/F'].get_object().get_data() for i in range(1, len(names), 2)]
T(truth.items(json.loads(files[0])) == truth.items(json.load(open(tf, encoding='utf-8'))), 'the attached annotations are not the truth')
T(files[1].decode('utf-8').lstrip('\ufeff') == src, 'the attached text is not the source')
T.end()
